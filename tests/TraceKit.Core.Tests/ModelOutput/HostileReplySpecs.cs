using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.Agents;
using TraceKit.ModelOutput;

namespace TraceKit.Core.Tests.ModelOutput;

/// <summary>Whatever a reply is, the parser neither throws nor hangs, and what it finds is a part of the reply.</summary>
public sealed class HostileReplySpecs
{
    private const int Huge = 10 * 1024 * 1024;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", "\\", "\\\"", "```", "```json\n", "\n```", ",", ":", "null", "\"steps\"", "\"step_id\"", "\"intent\"", "0", "1", "-1", "1e999", "1.5",
        "true", "\ud800", "\\ud800", "😀", "\0", "\ufeff", " ", "\n", "\t", "a", "/*", "//", "'", "NaN",
        """{"steps":[{"step_id":1,"intent":"a"}]}""", """{"steps":[{"step_id":0,"intent":"a"}]}""", """{"steps":[null]}""", """{"steps":[{"step_id":1,"step_id":2,"intent":"a"}]}""",
    ];

    private static readonly Gen<string> Soup = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces));

    private static readonly string[] Real =
    [
        "Sure:\n```json\n{\"steps\":[{\"step_id\":1,\"intent\":\"Find the \\\"booking\\\"\",\"success_criteria\":null}],\"goal\":\"Cancel\"}\n```\nDone.",
        """{"goal":"Cancel","steps":[{"step_id":1,"intent":"a"},{"step_id":2,"intent":"{b}"}],"rationale":"because } {"}""",
        """I think { so }: {"steps":[]} or {"steps":[{"step_id":3,"intent":"c"}]}""",
    ];

    private static readonly Gen<string> Mutated = Gen.Elements(Real).SelectMany(reply => Change(reply).ListOf(), (reply, changes) => changes.Aggregate(reply, (text, change) => change(text)));

    [Fact]
    public void Random_soup_and_mutated_replies_are_read_or_refused()
    {
        Prop.ForAll(Gen.OneOf(Soup, Mutated).ToArbitrary(), reply =>
        {
            bool found = ModelOutputParser.TryParse(reply, PlannerOutput.EventType.Json, out PlannerOutput? output, out ModelOutputSpan span, out ModelOutputFailure? failure);

            Assert.Equal(found, failure is null);
            if (found)
            {
                Assert.All(output!.Steps, step => Assert.True(step is { StepId: >= 1, Intent.Length: > 0 }));
                Assert.True(ModelOutputParser.TryParse(reply.Substring(span.Start, span.Length), PlannerOutput.EventType.Json, out PlannerOutput? again, out ModelOutputSpan whole, out _));
                Assert.Equal((ParseMethod.Strict, output.Steps.Count), (whole.Method, again!.Steps.Count));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("[")]
    [InlineData("\"")]
    [InlineData("`")]
    [InlineData("```")]
    [InlineData("```{")]
    [InlineData("```{}")]
    [InlineData("``` {\"a\":")]
    [InlineData("{\"")]
    [InlineData("{\"\\")]
    [InlineData("{\"a\":")]
    [InlineData("{}")]
    [InlineData("{\"steps\":[{\"step_id\":0}]}")]
    [InlineData(" ")]
    [InlineData("😀")]
    public void Ten_megabytes_of_one_piece_take_no_longer_than_their_length(string piece)
    {
        string reply = string.Concat(Enumerable.Repeat(piece, Huge / piece.Length));
        var clock = Stopwatch.StartNew();

        bool found = ModelOutputParser.TryParse(reply, PlannerOutput.EventType.Json, out _, out _, out _);

        Assert.False(found);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"it took {clock.Elapsed}");
    }

    [Fact]
    public void A_plan_of_a_hundred_thousand_steps_is_held_to_its_rules()
    {
        string steps = string.Join(',', Enumerable.Range(1, 100_000).Select(id => $$"""{"step_id":{{id}},"intent":"a"}"""));

        Assert.True(ModelOutputParser.TryParse($$"""{"steps":[{{steps}}]}""", PlannerOutput.EventType.Json, out _, out _, out _));
        Assert.False(ModelOutputParser.TryParse($$"""{"steps":[{{steps}},{"step_id":0,"intent":"a"}]}""", PlannerOutput.EventType.Json, out _, out _, out ModelOutputFailure? failure));
        Assert.Equal("$.steps[100000].step_id", failure!.Path);
    }

    private static Gen<Func<string, string>> Change(string reply)
    {
        Gen<int> place = Gen.Choose(0, reply.Length - 1);
        return Gen.OneOf(
            place.Select(at => (Func<string, string>)(text => text.Length == 0 ? text : text.Remove(at % text.Length, 1))),
            place.SelectMany(_ => Gen.Elements(Pieces), (at, piece) => (Func<string, string>)(text => text.Insert(at % (text.Length + 1), piece))),
            place.Select(at => (Func<string, string>)(text => text[..(at % (text.Length + 1))])),
            place.Select(at => (Func<string, string>)(text => text[(at % (text.Length + 1))..] + text)));
    }
}
