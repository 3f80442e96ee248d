using System.Text;
using System.Text.Json;

namespace TraceKit.Cli.Tests;

public sealed class RecoverSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_dead_run_is_sealed_once_and_its_torn_tail_is_kept()
    {
        string file = Some.OpenRun(_folder.Path);
        File.AppendAllText(file, "{\"kind\":\"ev");

        CliResult first = Cli.Run("recover", _folder.Path);
        CliResult second = Cli.Run("recover", _folder.Path);

        Assert.Equal(ExitCodes.Ok, first.ExitCode);
        Assert.Equal(
            $"{file}: sealed as aborted, 11 torn bytes kept in 'open-1.trace.jsonl.torn-*'\n1 file: 1 sealed, 0 mended at the end, 0 left alone, 0 whole already\n",
            first.Output);
        Assert.Equal(new CliResult(ExitCodes.Ok, "1 file: 0 sealed, 0 mended at the end, 0 left alone, 1 whole already\n", string.Empty), second);
        Assert.Equal(ExitCodes.Ok, Cli.Run("validate", _folder.Path, "--strict").ExitCode);
    }

    [Fact]
    public void A_broken_file_is_left_alone_and_said_to_be_broken()
    {
        _folder.Write("x.trace.jsonl", Encoding.UTF8.GetBytes("not a run\n"));

        CliResult result = Cli.Run("recover", _folder.Path, "--json");

        Assert.Equal(ExitCodes.BadData, result.ExitCode);
        JsonElement entry = result.Json.GetProperty("files")[0];
        Assert.Equal("skipped", entry.GetProperty("action").GetString());
        Assert.StartsWith("TRC-08: ", entry.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
