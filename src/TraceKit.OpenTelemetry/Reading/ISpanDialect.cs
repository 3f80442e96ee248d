namespace TraceKit.OpenTelemetry.Reading;

/// <summary>One way of naming things on a span. Several may speak on one span: what the first has said, the next need not say again.</summary>
internal interface ISpanDialect
{
    /// <summary>Its name, as events carry it.</summary>
    string Name { get; }

    /// <summary>Takes what it understands.</summary>
    /// <returns>Whether it understood anything.</returns>
    bool Read(SpanFacts facts);
}
