using System.Globalization;

namespace TraceKit.HeadToHead;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    /// <summary>Interleaved rounds of each table.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Minutes that all of it may take.</summary>
    public double Minutes { get; init; } = 10;

    /// <summary>Words of which the name of a peer of the first tables must hold one. Default: all peers.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Which tables are made. Default: all.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    public static Settings Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new Settings();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"'{arguments[i]}' needs a value.");
            settings = arguments[i] switch
            {
                "--rounds" => settings with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--minutes" => settings with { Minutes = double.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => settings with { Only = value.Split(',') },
                "--tables" => settings with { Tables = value.Split(',') },
                _ => throw new ArgumentException($"'{arguments[i]}' is not known. There are: --rounds, --minutes, --only, --tables."),
            };
        }

        return settings;
    }

    public bool Has(string table) => Tables.Count == 0 || Tables.Contains(table);

    public bool Takes(string peer) => Only.Count == 0 || Only.Any(word => peer.Contains(word, StringComparison.Ordinal));
}
