using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using TraceKit.Contract.Rules;
using TraceKit.Contract.Writing;
using TraceKit.Payloads;

namespace TraceKit.Contract;

/// <summary>The name, version and JSON contract of one event type.</summary>
/// <typeparam name="TEvent">The record that carries the data.</typeparam>
public sealed partial class TraceEventType<TEvent>
{
    private readonly PastVersions _past;
    private readonly Lazy<PayloadContract> _payload;
    private readonly Lazy<DirectPath<TEvent>?> _direct;

    /// <summary>Describes an event type.</summary>
    /// <param name="name">Wire name: lower-case words joined by <c>_</c>, with dots for a vendor's prefix, at most 64 characters.</param>
    /// <param name="version">Version of the data's contract, from 1.</param>
    /// <param name="json">The source-generated contract that writes and reads the data.</param>
    /// <param name="role">Role that events of this type belong to unless the caller names another, such as <c>planner</c>.</param>
    /// <param name="past">How each past version becomes the next, without a hole up to <paramref name="version"/>. Default: no past version can be read.</param>
    /// <param name="histories">JSON Pointers of arrays in the data that grow from event to event, such as <c>/request/messages</c>. Default: none.</param>
    /// <exception cref="ArgumentException">The name does not have the form above, the past versions have a hole, or a history is no JSON Pointer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The version is below 1.</exception>
    public TraceEventType(
        string name, int version, JsonTypeInfo<TEvent> json, string? role = null, IReadOnlyList<EventUpcast>? past = null, IReadOnlyList<string>? histories = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(json);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is no event type name: use lower-case words joined by '_', such as 'planner_input' or 'acme.page_view'.", nameof(name));
        }

        Name = name;
        Version = version;
        Json = json;
        Role = role;
        _past = new PastVersions(name, version, past ?? []);
        Histories = [.. histories ?? []];
        if (Histories.FirstOrDefault(pointer => !pointer.StartsWith('/')) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is no JSON Pointer of a history: it starts with '/', such as '/request/messages'.", nameof(histories));
        }

        _payload = new Lazy<PayloadContract>(() => PayloadContract.Of(json));
        _direct = new Lazy<DirectPath<TEvent>?>(() => DirectPath<TEvent>.Find(this));
    }

    /// <summary>Wire name, such as <c>planner_input</c>.</summary>
    public string Name { get; }

    /// <summary>Version of the data's contract, from 1.</summary>
    public int Version { get; }

    /// <summary>The oldest version that can be read, from 1; the same as <see cref="Version"/> when there is no past.</summary>
    public int OldestVersion => _past.Oldest;

    /// <summary>The JSON contract of the data.</summary>
    public JsonTypeInfo<TEvent> Json { get; }

    /// <summary>Role that the event belongs to when the caller names none.</summary>
    public string? Role { get; }

    /// <summary>Whether data of a version can be read.</summary>
    internal bool Reads(int version) => version >= OldestVersion && version <= Version;

    /// <summary>Reads data of a version that <see cref="Reads"/> is true of.</summary>
    /// <exception cref="JsonException">The data is null or does not have the form of the type.</exception>
    internal TEvent Read(int version, ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(Lifted(version, data), Json) ?? throw new JsonException("the data is null");

    /// <summary>Reads data as <see cref="Read"/> does and tells the first rule of the contract that it breaks.</summary>
    internal RuleBreak? Check(int version, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> lifted = Lifted(version, data);
        _ = JsonSerializer.Deserialize(lifted, Json) ?? throw new JsonException("the data is null");
        return ContractRules.Of(Json).BrokenBy(lifted);
    }

    private ReadOnlySpan<byte> Lifted(int version, ReadOnlySpan<byte> data) => version == Version ? data : _past.Lift(version, data);

    /// <summary>JSON Pointers of the arrays that grow from event to event: with <see cref="Collection.TraceKitOptions.DeltaHistories"/> only their new items are written.</summary>
    public IReadOnlyList<string> Histories { get; }

    /// <summary>Whose code runs when the data is serialised; looked at once, when the first event is.</summary>
    internal PayloadContract Payload => _payload.Value;

    /// <summary>The way around the serializer; null when there is none for the type.</summary>
    internal DirectPath<TEvent>? Direct => _direct.Value;

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*\z")]
    private static partial Regex NamePattern();
}
