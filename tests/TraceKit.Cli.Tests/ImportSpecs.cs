using System.Text.Json;

namespace TraceKit.Cli.Tests;

public sealed class ImportSpecs : IDisposable
{
    private const string Trajectory = """
        [{"task_id":7,"trial":0,"reward":1.0,"info":{"task":{"instruction":"Change my flight"}},"traj":[
          {"role":"system","content":"You are an agent."},
          {"role":"user","content":"Hi, my key is KEY."},
          {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"find","arguments":"{\"id\":\"X\"}"}}]},
          {"role":"tool","tool_call_id":"c1","name":"find","content":"found"},
          {"role":"assistant","content":"Done."}]}]
        """;

    // In pieces, so that nobody takes it for a real one.
    private const string Key = "gh" + "p_" + "1234567890abcdefghijABCDEFGHIJ123456";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("tau-bench")]
    [InlineData("auto")]
    public void A_trajectory_becomes_a_run_that_validates(string format)
    {
        CliResult imported = Cli.Run("import", format, Source(), "--out", _folder["runs"], "--json");

        Assert.Equal(ExitCodes.Ok, imported.ExitCode);
        JsonElement entry = Assert.Single(imported.Json.GetProperty("imports").EnumerateArray());
        Assert.Equal((1, 1, 1), (entry.GetProperty("runs").GetInt32(), entry.GetProperty("records_read").GetInt32(), entry.GetProperty("records_imported").GetInt32()));
        Assert.Equal(ExitCodes.Ok, Cli.Run("validate", _folder["runs"], "--strict").ExitCode);
    }

    [Fact]
    public void Secrets_are_taken_out_unless_the_user_says_otherwise()
    {
        Cli.Run("import", "tau-bench", Source(), "--out", _folder["runs"]);
        Cli.Run("import", "tau-bench", Source(), "--out", _folder["raw"], "--no-redaction");

        Assert.DoesNotContain(Key, Text("runs"), StringComparison.Ordinal);
        Assert.Contains("[REDACTED:github-token:", Text("runs"), StringComparison.Ordinal);
        Assert.Contains("\"redacted\":{\"github-token\":", Text("runs"), StringComparison.Ordinal);
        Assert.Contains(Key, Text("raw"), StringComparison.Ordinal);
    }

    [Fact]
    public void Importing_again_changes_nothing_and_says_so()
    {
        Cli.Run("import", "tau-bench", Source(), "--out", _folder["runs"]);
        string before = Text("runs");

        CliResult again = Cli.Run("import", "tau-bench", Source(), "--out", _folder["runs"]);

        Assert.Equal(ExitCodes.Ok, again.ExitCode);
        Assert.Contains("there already", again.Output, StringComparison.Ordinal);
        Assert.Equal(before, Text("runs"));
    }

    [Fact]
    public void Tools_that_are_given_stand_in_the_run_line()
    {
        string tools = _folder.Write("tools.json", """[{"type":"function","function":{"name":"find","parameters":{"type":"object"}}}]"""u8);

        Cli.Run("import", "tau-bench", Source(), "--out", _folder["runs"], "--tools", tools);

        Assert.Contains("\"tools\":[{\"name\":\"find\",\"parameters\":{\"type\":\"object\"}}]", Text("runs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "JSON array")]
    [InlineData("[{}]", "tool 0 has no name")]
    [InlineData("[", ":1:")]
    public void Tools_that_are_none_are_refused_with_their_place(string text, string expected)
    {
        string tools = _folder.Write("tools.json", System.Text.Encoding.UTF8.GetBytes(text));

        CliResult refused = Cli.Run("import", "tau-bench", Source(), "--out", _folder["runs"], "--tools", tools);

        Assert.Equal(ExitCodes.BadData, refused.ExitCode);
        Assert.Contains(expected, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_imported_is_said_with_what_to_do()
    {
        CliResult nowhere = Cli.Run("import", "auto", _folder["nope"], "--out", _folder["runs"]);
        CliResult unknown = Cli.Run("import", "morse", Source(), "--out", _folder["runs"]);
        CliResult strange = Cli.Run("import", "auto", _folder.Write("x.txt", "hello"u8), "--out", _folder["runs"]);
        CliResult bad = Cli.Run("import", "tau-bench", _folder.Write("bad.json", "[{\"task_id\":1}]"u8), "--out", _folder["runs"]);
        CliResult nameless = Cli.Run("import", "tau-bench", Source());

        Assert.Equal((ExitCodes.InputOutput, ExitCodes.Usage, ExitCodes.BadData), (nowhere.ExitCode, unknown.ExitCode, strange.ExitCode));
        Assert.Equal((ExitCodes.BadData, ExitCodes.Usage), (bad.ExitCode, nameless.ExitCode));
        Assert.Contains("manus, otlp, plan-and-act, rulechef, tau-bench, trajectory-lab", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("IMP-01", bad.Output, StringComparison.Ordinal);
        Assert.Contains("--out", nameless.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Source() => _folder.Write("domain.json", System.Text.Encoding.UTF8.GetBytes(Trajectory.Replace("KEY", Key, StringComparison.Ordinal)));

    private string Text(string folder) => string.Concat(Directory.EnumerateFiles(_folder[folder], "*", SearchOption.AllDirectories).Select(File.ReadAllText));
}
