namespace TraceKit.Generators.Writing;

/// <summary>The source that was made for one context.</summary>
/// <param name="HintName">Name of the file.</param>
/// <param name="Source">The source.</param>
internal sealed record WrittenContext(string HintName, string Source);
