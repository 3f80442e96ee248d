using System.Text.Json.Nodes;

namespace TraceKit.Contract;

/// <summary>Lifts the data of one past version of an event type to the next version, as JSON.</summary>
/// <remarks>It changes a copy that a reader made; the recorded bytes stay as they are.</remarks>
public sealed class EventUpcast
{
    private readonly Action<JsonObject> _lift;

    /// <summary>Describes the step from one version to the next.</summary>
    /// <param name="from">The past version, from 1; the data becomes that of the version after it.</param>
    /// <param name="lift">Changes the data: renames, adds or removes members. What it throws is told as data that does not meet its contract.</param>
    /// <exception cref="ArgumentOutOfRangeException">The version is below 1.</exception>
    public EventUpcast(int from, Action<JsonObject> lift)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentNullException.ThrowIfNull(lift);
        From = from;
        _lift = lift;
    }

    /// <summary>The past version.</summary>
    public int From { get; }

    internal void Lift(JsonObject data) => _lift(data);
}
