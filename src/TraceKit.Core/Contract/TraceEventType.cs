using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace TraceKit.Contract;

/// <summary>The name, version and JSON contract of one event type.</summary>
/// <typeparam name="TEvent">The record that carries the data.</typeparam>
public sealed partial class TraceEventType<TEvent>
{
    /// <summary>Describes an event type.</summary>
    /// <param name="name">Wire name: lower-case words joined by <c>_</c>, with dots for a vendor's prefix, at most 64 characters.</param>
    /// <param name="version">Version of the data's contract, from 1.</param>
    /// <param name="json">The source-generated contract that writes and reads the data.</param>
    /// <param name="role">Role that events of this type belong to unless the caller names another, such as <c>planner</c>.</param>
    /// <exception cref="ArgumentException">The name does not have the form above.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The version is below 1.</exception>
    public TraceEventType(string name, int version, JsonTypeInfo<TEvent> json, string? role = null)
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
    }

    /// <summary>Wire name, such as <c>planner_input</c>.</summary>
    public string Name { get; }

    /// <summary>Version of the data's contract, from 1.</summary>
    public int Version { get; }

    /// <summary>The JSON contract of the data.</summary>
    public JsonTypeInfo<TEvent> Json { get; }

    /// <summary>Role that the event belongs to when the caller names none.</summary>
    public string? Role { get; }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*\z")]
    private static partial Regex NamePattern();
}
