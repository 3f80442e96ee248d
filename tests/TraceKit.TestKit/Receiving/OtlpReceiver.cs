using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace TraceKit.TestKit.Receiving;

/// <summary>
/// A real OTLP receiver on the loopback address: HTTP (protobuf and JSON) and gRPC, in a process of Node.js, decoding with the official definitions.
/// It answers as the test's script says, honestly or not.
/// </summary>
/// <remarks>
/// <code>
/// Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? "");
/// await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Refuse(503, "1"), ReceiverReply.Ok);
/// … export to receiver.Http or receiver.Grpc …
/// ReceivedRequest first = await receiver.NextAsync(cancellationToken);
/// IReadOnlyList&lt;ReceivedRequest&gt; all = await receiver.StopAsync();
/// </code>
/// </remarks>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<ReceivedRequest> _requests = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly List<ReceivedRequest> _all = [];
    private readonly Task<string> _errors;
    private readonly JsonElement _ports;
    private readonly Task _reading;

    private OtlpReceiver(Process process, Task<string> errors, JsonElement ports)
    {
        _process = process;
        _errors = errors;
        _ports = ports;
        _reading = ReadAsync();
    }

    /// <summary>Why there is no receiver on this machine, as the reason to skip a test; null when there is. The first call installs what it needs.</summary>
    public static string? Missing => ReceiverPackages.Missing;

    /// <summary>Base address for OTLP over HTTP; signals are at <c>/v1/traces</c> and <c>/v1/logs</c>.</summary>
    public Uri Http => Address("http");

    /// <summary>Address for OTLP over gRPC.</summary>
    public Uri Grpc => Address("grpc");

    /// <summary>Address for gRPC of a server that answers what no gRPC library would: endless, huge, bomb, garbage, redirect, plain HTTP statuses.</summary>
    public Uri GrpcLiar => Address("grpcLiar");

    /// <summary>Where redirections point to.</summary>
    public Uri Elsewhere => Address("elsewhere");

    /// <summary>Starts a receiver.</summary>
    /// <param name="replies">How to answer the first request, the second, …; the last is repeated. None takes everything.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message is what it says.</exception>
    public static async Task<OtlpReceiver> StartAsync(params IReadOnlyList<ReceiverReply> replies)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(ReceiverPackages.Scripts, "receiver.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_PATH"] = ReceiverPackages.Folder ?? throw new InvalidOperationException(Missing);
        Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        var script = new JsonObject { ["replies"] = new JsonArray([.. replies.Select(reply => reply.ToJson())]) };
        await process.StandardInput.WriteLineAsync(script.ToJsonString());
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync() is { } ports
            ? new OtlpReceiver(process, errors, JsonElement.Parse(ports))
            : throw new InvalidOperationException($"The receiver did not start: {await errors}");
    }

    /// <summary>The next request, in the order of arrival; waits for it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ChannelClosedException">The receiver ended; the message is what it says.</exception>
    public async Task<ReceivedRequest> NextAsync(CancellationToken cancellationToken) => await _requests.Reader.ReadAsync(cancellationToken);

    /// <summary>Stops the receiver.</summary>
    /// <returns>All requests that it got.</returns>
    public async Task<IReadOnlyList<ReceivedRequest>> StopAsync()
    {
        _process.StandardInput.Close();
        await _reading;
        await _process.WaitForExitAsync();
        return _all;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var request = new ReceivedRequest(JsonElement.Parse(line));
            _all.Add(request);
            _requests.Writer.TryWrite(request);
        }

        string said = await _errors;
        _requests.Writer.TryComplete(said.Length == 0 ? null : new InvalidOperationException(said));
    }

    private Uri Address(string server) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports.GetProperty(server).GetInt32()}"));
}
