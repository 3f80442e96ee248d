using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Tests.Reading;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>The real Model Context Protocol package, client and server in one process.</summary>
public sealed class McpSpecs
{
    [Fact]
    public async Task A_tool_of_a_server_is_one_call_whoever_of_the_two_ends_tells_it()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var toServer = new Pipe();
        var toClient = new Pipe();
        using var bench = new CaptureBench();
        using TraceRun run = bench.Start();
        await using var transport = new StreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream());
        await using var server = McpServer.Create(transport, new McpServerOptions { ToolCollection = [McpServerTool.Create((string text) => $"you said {text}", new McpServerToolCreateOptions { Name = "echo" })] });
        Task serving = server.RunAsync(cancellation);
        await using (McpClient client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), cancellationToken: cancellation))
        {
            await client.ListToolsAsync(cancellationToken: cancellation);
            await client.CallToolAsync("echo", new Dictionary<string, object?> { ["text"] = "hello" }, cancellationToken: cancellation);
        }

        await toServer.Writer.CompleteAsync();
        await serving;
        RecordedRun recorded = CaptureBench.End(run);

        Assert.Equal(("echo", true), (recorded.Only<ToolCall>().Name, recorded.Only<ToolResult>().Ok));
        Assert.Contains("mcp.tools/list", recorded.All<Operation>().Select(operation => operation.Name));
        ForeignSpan[] both = [.. recorded.All<ForeignSpan>().Where(span => span.Name == "tools/call echo")];
        Assert.Equal(["client", "server"], both.Select(span => span.Kind).Order(StringComparer.Ordinal));
        Assert.StartsWith("part_of:", Assert.Single(both, span => span.Untold is not null).Untold, StringComparison.Ordinal);
        Assert.All(recorded.All<ForeignSpan>(), span => Assert.Null(span.Attributes));
    }
}
