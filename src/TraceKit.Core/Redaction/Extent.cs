namespace TraceKit.Redaction;

/// <summary>A part of a text: what a rule matched, or, when <paramref name="Holds"/> is false, what it has looked at in vain.</summary>
internal readonly record struct Extent(int Start, int End, bool Holds = true);
