namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Content as it fits its attribute.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Text">What fits: valid JSON, with marks in place of parts that do not. Null: not even marks fit.</param>
/// <param name="Marks">How many parts are replaced by marks.</param>
internal readonly record struct BoundedContent(string Whole, string? Text, int Marks);
