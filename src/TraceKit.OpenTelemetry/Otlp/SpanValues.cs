using System.Collections;
using System.Globalization;

namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>What kinds of values attributes have on the wire, whatever CLR type holds them.</summary>
internal static class SpanValues
{
    /// <summary>One of: null, <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <c>byte[]</c>, a list of pairs, a list of values.</summary>
    /// <remarks>Whoever makes a record makes its values one of these; others are brought here to what is nearest, so that nothing is lost.</remarks>
    public static object? Plain(object? value) => value switch
    {
        null or string or bool or long or double or byte[] or IReadOnlyList<KeyValuePair<string, object?>> or IReadOnlyList<object?> => value,
        int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float single => (double)single,
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        IEnumerable values => values.Cast<object?>().ToArray(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
