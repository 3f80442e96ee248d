using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Cli.Tests;

public sealed class ShowSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_run_is_told_with_its_facts_and_one_line_for_each_event()
    {
        string file = Some.Run(_folder.Path);

        CliResult shown = Cli.Run("show", file);

        Assert.Equal(ExitCodes.Ok, shown.ExitCode);
        Assert.Empty(shown.Error);
        Assert.Equal(
            """
            run       run-1
            goal      Cancel my flight
            task      airline-12, trial 1
            session   session-1, test, travel 1.4.0
            models    planner: gpt-4o at 0
            started   2026-11-21 02:54:00.000Z
            status    completed, goal_reached
            success   yes, says environment
            duration  3.50 s
            events    13: environment_step×1, executor_input×1, executor_output×1, label×1, llm_call×2,
                      parse_failure×1, planner_input×1, planner_output×1, tool_call×2, tool_result×2
            loss      none

                 time seq step  role         event
            00:00.250   0    0  planner      planner_input       goal: Cancel my flight
            00:00.500   1    0  planner        llm_call          ok  gpt-4o, attempt 1, 801 + 60 tokens, 241 ms
            00:00.750   2    0  planner        parse_failure     no_json  no planner_output, The reply holds no…
            00:01.000   3    0  planner        llm_call          ok  gpt-4o, attempt 2, 802 + 60 tokens, 242 ms
            00:01.250   4    0  planner      ↳ planner_output    #0 +1.00 s  1. find it 2. cancel it
            00:01.500   5    1  executor     executor_input      step 1 of 2: find it
            00:01.750   6    1  tool           tool_call         search {"name":"Anna"}
            00:02.000   7    1  tool           ↳ tool_result     #6 +250 ms  ok  search, 31 ms: LX-204
            00:02.250   8    1  tool           tool_call         search {"name":"Anna"}
            00:02.500   9    1  tool           ↳ tool_result     #8 +250 ms  error timeout  search, 5.00 s: no…
            00:02.750  10    1  executor     ↳ executor_output   #5 +1.25 s  tool search
            00:03.000  11    1  environment  environment_step    success (done)  cancelled
            00:03.250  12    1  label        label               reward = 0.5  of the run, by tests suite 3
            00:03.500  end  completed, goal_reached
            """,
            shown.Output.TrimEnd('\n'),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("run-1")]
    [InlineData("run-")]
    public void A_run_is_found_by_its_id_and_by_the_beginning_of_it(string name)
    {
        Some.Run(_folder.Path);

        CliResult shown = Cli.Run("show", name, "--root", _folder.Path);

        Assert.Equal(ExitCodes.Ok, shown.ExitCode);
        Assert.StartsWith("run       run-1\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_a_file_of_another_name_is_found_by_its_id()
    {
        File.Move(Some.Run(_folder.Path), _folder["merged.trace.jsonl"]);

        CliResult shown = Cli.Run("show", "run-1", "--root", _folder.Path);

        Assert.Equal(ExitCodes.Ok, shown.ExitCode);
        Assert.StartsWith("run       run-1\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_shows_the_data_of_each_event()
    {
        CliResult shown = Cli.Run("show", Some.Run(_folder.Path), "--full");

        Assert.Contains("\"intent\": \"cancel it\"", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_runs_events_and_findings()
    {
        JsonElement document = Cli.Run("show", Some.Run(_folder.Path), "--json").Json;

        JsonElement story = document.GetProperty("runs")[0];
        Assert.Equal("run-1", story.GetProperty("run").GetProperty("run_id").GetString());
        Assert.Equal("environment", story.GetProperty("run").GetProperty("success_source").GetString());
        Assert.Equal(13, story.GetProperty("events").GetArrayLength());
        JsonElement answer = story.GetProperty("events")[4];
        Assert.Equal("planner_output", answer.GetProperty("type").GetString());
        Assert.Equal(0, answer.GetProperty("answers").GetInt64());
        Assert.Equal(2, answer.GetProperty("data").GetProperty("steps").GetArrayLength());
        Assert.Equal("1. find it 2. cancel it", answer.GetProperty("summary").GetString());
        Assert.Equal(0, document.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void A_narrow_terminal_gets_no_longer_line_than_it_has_columns()
    {
        CliResult shown = Cli.RunInTerminal(noColor: "1", width: 80, "show", Some.Run(_folder.Path, goal: string.Concat(Enumerable.Repeat("東京へ行く ", 60))));

        Assert.All(shown.Output.Split('\n'), line => Assert.True(TerminalText.Width(line) <= 80, line));
    }

    [Fact]
    public void Data_nested_as_deep_as_the_format_allows_is_shown()
    {
        JsonElement deep = JsonElement.Parse(string.Concat(Enumerable.Repeat("[", 58)) + string.Concat(Enumerable.Repeat("]", 58)));
        string file = Some.Run(_folder.Path, more: run => run.Emit(new ExecutorOutput { Action = new() { ActionType = "deep", Arguments = deep } }));

        Assert.Equal(ExitCodes.Ok, Cli.Run("show", file, "--full").ExitCode);
        Assert.Equal(14, Cli.Run("show", file, "--json").Json.GetProperty("runs")[0].GetProperty("events").GetArrayLength());
    }

    [Fact]
    public void Null_in_a_list_of_a_hostile_file_breaks_nothing()
    {
        string file = Some.Run(_folder.Path);
        string text = File.ReadAllText(file);
        File.WriteAllText(file, text
            .Replace("""{"step_id":1,"intent":"find it"},{""", """null,{""", StringComparison.Ordinal)
            .Replace("""{"model":"gpt-4o","temperature":0}""", "null", StringComparison.Ordinal));

        CliResult shown = Cli.Run("show", file);

        Assert.Equal(ExitCodes.BadData, shown.ExitCode);
        Assert.Contains("1. null 2. cancel it", shown.Output, StringComparison.Ordinal);
        Assert.Contains("models    planner: null", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_story_of_a_run_is_the_same_from_the_library()
    {
        string file = Some.Run(_folder.Path);

        string story = TraceStory.Render(RunFileReader.ReadStrict(file)[0]);

        Assert.Equal(Cli.Run("show", file).Output, story);
    }

    public void Dispose() => _folder.Dispose();
}
