using System.Globalization;
using TraceKit.Models;

namespace TraceKit.Sft.Rows;

internal static class RowCalls
{
    public static IReadOnlyList<RowCall> From(IReadOnlyList<RequestedToolCall>? calls, long seq, string pointer) =>
        calls is null
            ? []
            : [.. calls.Select((call, index) => new RowCall(call, TextSource.Identity(seq, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"))))];
}
