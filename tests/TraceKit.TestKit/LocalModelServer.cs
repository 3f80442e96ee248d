using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TraceKit.TestKit;

/// <summary>Serves replies on the loopback address, a request at a time.</summary>
public sealed class LocalModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, int, ServedReply> _answer;
    private readonly Task _serving;

    /// <summary>Starts the server.</summary>
    /// <param name="answer">Gives the reply to a request's body and its number, from 1.</param>
    public LocalModelServer(Func<string, int, ServedReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Base address of the API.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"));

    /// <summary>The first lines of the requests.</summary>
    public IList<string> RequestLines { get; } = [];

    /// <summary>The bodies of the requests.</summary>
    public IList<string> Requests { get; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        for (int number = 1; ; number++)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            client.NoDelay = true;
            NetworkStream stream = client.GetStream();
            Requests.Add(await ReadBodyAsync(stream));
            try
            {
                await SendAsync(stream, _answer(Requests[^1], number));
            }
            catch (IOException)
            {
                // The client went away, as some of the tests want it to.
            }
        }
    }

    private async Task SendAsync(NetworkStream stream, ServedReply reply)
    {
        if (reply.Hangs)
        {
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
            return;
        }

        byte[] content = Encoding.UTF8.GetBytes(reply.Body);
        string length = reply.DeclaresLength ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n") : string.Empty;
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {reply.Status} Status\r\nContent-Type: {reply.ContentType}\r\n{length}Connection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        int end = Math.Min(reply.CutAt ?? content.Length, content.Length);
        for (int sent = 0; sent < end;)
        {
            if (sent > 0 && reply.BeforeWrite is { } before)
            {
                await before(sent);
            }

            int count = Math.Min(reply.WriteSize, end - sent);
            await stream.WriteAsync(content.AsMemory(sent, count), _stop.Token);
            sent += count;
        }
    }

    private async Task<string> ReadBodyAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n");
        RequestLines.Add(lines[0]);
        string length = lines.Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
        byte[] body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return Encoding.UTF8.GetString(body);
    }
}
