using System.Reflection;
using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Learning;

public sealed class NoTextSpecs : IDisposable
{
    private const string Document = "Dear shop,\nI want a refund for the lamp that I bought on Monday.\nYours, A. Smith";

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_name_that_is_a_document_is_replaced_by_its_hash_and_said_to_be()
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        trace.Add(new Synthesis { Mode = "bulk", Rules = [SomeLearner.Rule("good"), new RuleRef { Id = "r1", Name = Document }] });
        trace.Add(new Iteration { Number = 1, Patch = new RulePatch { Deleted = [new RuleRef { Id = "r1", Name = Document }] }, Accepted = true, RulesAfter = 1 });
        trace.Add(new Guidance { ShouldContinue = true, FocusClasses = ["cancel", Document, Document + "!"] });
        trace.Complete();

        LearningStory story = LearningStory.Read(trace.StoryPath!);
        string word = RuleNames.Fit(Document);
        Assert.StartsWith("unnamed-", word, StringComparison.Ordinal);
        Assert.Equal(word, story.Entries[0].Synthesis!.Rules[1].Name);
        Assert.Equal(word, story.Entries[1].Iteration!.Patch!.Deleted[0].Name);
        Assert.Equal(["cancel", word, RuleNames.Fit(Document + "!")], story.Entries[2].Guidance!.FocusClasses);
        Assert.Equal(4, story.Findings.Count(finding => finding.Rule == LearningRules.NoName));
        Assert.DoesNotContain(story.Findings, finding => finding.Rule == LearningRules.UnknownRule);
        Assert.DoesNotContain("refund for the lamp", File.ReadAllText(trace.StoryPath!) + File.ReadAllText(trace.Run.Path!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.7)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_fact_that_breaks_its_contract_is_not_recorded_and_said_to_be(double f1)
    {
        using LearningTrace trace = SomeLearner.Trace(_folder, out TraceCollector collector, "run-1");
        using TraceCollector owned = collector;

        long seq = trace.Add(new Synthesis { Mode = "bulk", Rules = [], Metrics = SomeLearner.F1(f1) }).Seq;

        Assert.Equal(-1, seq);
        Assert.Empty(trace.Story.Entries);
        LearningFinding finding = Assert.Single(trace.Findings);
        Assert.Equal((LearningRules.Refused, FindingSeverity.Error), (finding.Rule, finding.Severity));
        Assert.Contains("synthesis", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_member_of_any_fact_takes_a_text_without_a_pattern()
    {
        IEnumerable<Type> facts = typeof(LearningEntry).GetProperties().Select(property => property.PropertyType).Where(type => type.Namespace == "TraceKit.Learning");

        Assert.All(facts, fact => AssertClosed(fact, []));
    }

    [Fact]
    public void The_trace_takes_facts_of_learning_and_no_other_event()
    {
        IEnumerable<Type> taken = typeof(LearningTrace).GetMethods().Where(method => method.Name == "Add").Select(method => method.GetParameters()[0].ParameterType);

        Assert.All(taken, type => Assert.Equal("TraceKit.Learning", type.Namespace));
        Assert.DoesNotContain(typeof(LearningTrace).GetMethods(), method => method.IsGenericMethod);
    }

    private static void AssertClosed(Type type, HashSet<Type> seen)
    {
        foreach (PropertyInfo member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Type value = member.PropertyType is { IsGenericType: true } list ? list.GetGenericArguments()[0] : member.PropertyType;
            if (value == typeof(string))
            {
                Assert.True(member.IsDefined(typeof(System.ComponentModel.DataAnnotations.RegularExpressionAttribute)), $"{type.Name}.{member.Name} takes any text");
            }
            else if (value.Namespace == "TraceKit.Learning" && seen.Add(value))
            {
                AssertClosed(value, seen);
            }
        }
    }

    public void Dispose() => _folder.Dispose();
}
