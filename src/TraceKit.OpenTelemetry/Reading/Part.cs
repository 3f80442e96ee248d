namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Parts of a span that a dialect may write apart from the attributes that they are made of.</summary>
[Flags]
internal enum Part
{
    None = 0,
    Input = 1,
    Output = 2,
    Tools = 4,
    Work = 8,
}
