using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TraceKit.Contract;

/// <summary>The past versions of an event type that can be read, and how each becomes the next.</summary>
internal sealed class PastVersions
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly EventUpcast[] _steps;
    private readonly int _current;

    /// <exception cref="ArgumentException">The steps do not lead to the current version without a hole or a repetition.</exception>
    public PastVersions(string name, int current, IEnumerable<EventUpcast> steps)
    {
        _steps = [.. steps.OrderBy(step => step.From)];
        _current = current;
        int first = current - _steps.Length;
        if (!_steps.Select(step => step.From).SequenceEqual(Enumerable.Range(first, _steps.Length)))
        {
            throw new ArgumentException($"The past versions of '{name}' must lead from one to the next up to version {current}, each once.", nameof(steps));
        }
    }

    /// <summary>The oldest version that can be read.</summary>
    public int Oldest => _current - _steps.Length;

    /// <summary>Lifts data of a past version to the current one.</summary>
    /// <param name="version">The version of the data, from <see cref="Oldest"/> to below the current one.</param>
    /// <param name="data">The data as recorded.</param>
    /// <returns>The lifted data as JSON.</returns>
    /// <exception cref="JsonException">The data is no JSON object, or a step does not get on with it.</exception>
    public byte[] Lift(int version, ReadOnlySpan<byte> data)
    {
        if (JsonNode.Parse(data, documentOptions: Strict) is not JsonObject lifted)
        {
            throw new JsonException("the data of an event is a JSON object");
        }

        foreach (EventUpcast step in _steps.AsSpan(version - Oldest))
        {
            try
            {
                step.Lift(lifted);
            }
            catch (Exception failure)
            {
                // The step is the user's and may throw anything.
                throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"the step from version {step.From} to {step.From + 1} failed: {failure.Message}"), failure);
            }
        }

        var bytes = new ArrayBufferWriter<byte>(data.Length + 64);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            lifted.WriteTo(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
