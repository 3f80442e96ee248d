using System.Globalization;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Keeps names apart that are there more than once: the second <c>a</c> is <c>a#2</c>.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Next(string name)
    {
        string unique = name;
        for (int number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}#{number}");
        }

        return unique;
    }
}
