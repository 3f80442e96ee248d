using System.Reflection;
using System.Text;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

/// <summary>What <c>docs/format/otlp.md</c> shows is what there is.</summary>
public sealed class OtlpDocumentSpecs
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "format", "otlp.md"));

    [Fact]
    public void Each_line_is_read_and_written_again()
    {
        string[] lines = [.. Page.Where(line => line.StartsWith("{\"resource", StringComparison.Ordinal))];

        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Equal(line + "\n", WrittenAgain(line)));
    }

    [Fact]
    public void Each_rule_has_a_row()
    {
        IEnumerable<string> rules = typeof(OtlpRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(rules.Order(StringComparer.Ordinal), Page.Where(line => line.StartsWith("| OTLP-", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]));
    }

    private static string WrittenAgain(string line)
    {
        OtlpItem[] items = [.. OtlpReader.Of(Encoding.UTF8.GetBytes(line), "otlp.md").Read()];
        return Encoding.UTF8.GetString(OtlpFileSpecs.Write(writer =>
        {
            writer.Write([.. items.Select(item => item.Span).OfType<SpanRecord>()]);
            writer.Write([.. items.Select(item => item.Log).OfType<SpanLog>()]);
        }));
    }
}
