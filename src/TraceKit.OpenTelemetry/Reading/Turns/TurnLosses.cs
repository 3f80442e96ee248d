namespace TraceKit.OpenTelemetry.Reading.Turns;

/// <summary>Books what is missing of turns, with the place.</summary>
internal readonly record struct TurnLosses(List<string> Losses, string Path)
{
    public TurnLosses At(object place) => this with { Path = $"{Path}/{place}" };

    public void Add(string what) => Losses.Add($"{what}:{Path}");
}
