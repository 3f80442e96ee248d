namespace TraceKit.ModelOutput;

/// <summary>Where in a reply an answer was found.</summary>
/// <param name="Method">How it was found.</param>
/// <param name="Start">Where it starts, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
public readonly record struct ModelOutputSpan(ParseMethod Method, int Start, int Length);
