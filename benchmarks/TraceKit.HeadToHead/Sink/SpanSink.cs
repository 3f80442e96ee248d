using System.Net;
using System.Net.Sockets;

namespace TraceKit.HeadToHead.Sink;

/// <summary>A server on the loopback that answers every HTTP POST with success and counts what came.</summary>
internal sealed class SpanSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private long _spans;
    private long _requests;

    public SpanSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Spans that came so far.</summary>
    public long Spans => Interlocked.Read(ref _spans);

    /// <summary>Spans that came, once no more come: what a process has sent may still be on its way when it is dead.</summary>
    public long SettledSpans
    {
        get
        {
            long requests;
            do
            {
                requests = Interlocked.Read(ref _requests);
                Thread.Sleep(100);
            }
            while (requests != Interlocked.Read(ref _requests));
            return Spans;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the server is to stop
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var connection = new SinkConnection(client.GetStream());
            try
            {
                while (await connection.NextAsync(_stop.Token) is { } body)
                {
                    Interlocked.Add(ref _spans, SpanCount.Of(body));
                    Interlocked.Increment(ref _requests);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // the client was killed, or the server is to stop
            }
        }
    }
}
