using System.Globalization;

namespace TraceKit.Contract;

/// <summary>Names one event for ever: <c>run_id#seq</c>.</summary>
/// <param name="RunId">The run that the event belongs to.</param>
/// <param name="Seq">The event's place in the run, from 0, without gaps.</param>
public readonly record struct EventAddress(string RunId, long Seq)
{
    /// <summary>Reads an address from its text form.</summary>
    /// <param name="text">Text such as <c>0199aa#12</c>.</param>
    /// <param name="address">The address, when the text has that form.</param>
    /// <returns>Whether the text is an address.</returns>
    public static bool TryParse(string text, out EventAddress address)
    {
        ArgumentNullException.ThrowIfNull(text);
        int hash = text.LastIndexOf('#');
        if (hash > 0 && long.TryParse(text.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long seq))
        {
            address = new EventAddress(text[..hash], seq);
            return true;
        }

        address = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RunId}#{Seq}");
}
