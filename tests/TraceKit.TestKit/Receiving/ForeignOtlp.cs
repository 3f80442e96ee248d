using System.Diagnostics;

namespace TraceKit.TestKit.Receiving;

/// <summary>An OTLP/JSON file that OpenTelemetry's SDK for JavaScript writes.</summary>
public static class ForeignOtlp
{
    /// <summary>Writes one span with attributes of each type, an event, a link and a status.</summary>
    /// <exception cref="InvalidOperationException">There is no receiver on this machine (<see cref="OtlpReceiver.Missing"/>), or it failed.</exception>
    public static async Task<byte[]> WriteAsync()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(ReceiverPackages.Scripts, "foreign.cjs")]) { RedirectStandardOutput = true };
        start.Environment["NODE_PATH"] = ReceiverPackages.Folder ?? throw new InvalidOperationException(OtlpReceiver.Missing);
        using Process process = Process.Start(start)!;
        using var written = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(written);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? written.ToArray() : throw new InvalidOperationException($"foreign.cjs ended with {process.ExitCode}");
    }
}
