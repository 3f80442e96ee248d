using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class ConfigurationSpecs
{
    [Fact]
    public void Every_key_of_a_section_reaches_the_run()
    {
        using var folder = new TempFolder();
        IConfiguration configuration = Of(
            ("Root", folder.Path), ("SessionId", "s-1"), ("Environment", "training"), ("GitCommit", "abc123"), ("OnWriteFailure", "throw"), ("MaxEventBytes", "2048"),
            ("Application:Name", "desk"), ("Application:Version", "1.2"), ("Experiment:Id", "exp-1"), ("Experiment:Group", "baseline"), ("Experiment:Variant", "b"));
        TraceKitOptions? seen = null;

        RunHeader header = HeaderOf(traces => traces.From(configuration.GetSection("TraceKit")).Configure(options => seen = options));

        Assert.Equal(("s-1", "training", "abc123"), (header.SessionId, header.Session.Environment, header.Session.GitCommit));
        Assert.Equal(("desk", "1.2"), (header.Session.App!.Name, header.Session.App.Version));
        Assert.Equal(("exp-1", "baseline", "b"), (header.Session.Experiment!.Id, header.Session.Experiment.Group, header.Session.Experiment.Variant));
        Assert.Equal((WriteFailurePolicy.Throw, 2048), (seen!.OnWriteFailure, seen.MaxEventBytes));
    }

    [Fact]
    public void What_a_configuration_does_not_say_stays_as_it_was()
    {
        using var folder = new TempFolder();
        IConfiguration configuration = Of(("Environment", "evaluation"));

        RunHeader header = HeaderOf(traces => traces.WriteTo(folder.Path).Application("desk", "1.0").From(configuration.GetSection("TraceKit")));

        Assert.Equal(("desk", "1.0", "evaluation"), (header.Session.App!.Name, header.Session.App.Version, header.Session.Environment));
    }

    [Fact]
    public void A_disabled_collector_comes_of_a_configuration_too()
    {
        using ServiceProvider provider = new ServiceCollection().AddTraceKit(traces => traces.From(Of(("Enabled", "false")).GetSection("TraceKit"))).BuildServiceProvider();

        Assert.False(provider.GetRequiredService<TraceCollector>().IsEnabled);
    }

    [Theory]
    [InlineData("Rot", "x", "'TraceKit:Rot'")]
    [InlineData("Application:Colour", "x", "'TraceKit:Application:Colour'")]
    [InlineData("Enabled", "maybe", "'TraceKit:Enabled' is 'maybe': it must be true or false")]
    [InlineData("MaxEventBytes", "4 MB", "'TraceKit:MaxEventBytes' is '4 MB': it must be a whole number")]
    [InlineData("MaxEventBytes", "10", "MaxEventBytes is 10")]
    [InlineData("OnWriteFailure", "1", "'TraceKit:OnWriteFailure' is '1': it must be DropAndCount or Throw")]
    [InlineData("Application:Version", "1.0", "'TraceKit:Application:Version' is '1.0': it stands without Application:Name")]
    [InlineData("Experiment:Group", "a", "'TraceKit:Experiment:Group' is 'a': it stands without Experiment:Id")]
    [InlineData("Root", "", "Root is empty")]
    [InlineData("SessionId", "../x", "SessionId '../x'")]
    public void What_cannot_be_is_refused_at_the_start_and_the_key_is_named(string key, string value, string expected)
    {
        IConfiguration configuration = Of((key, value));

        ArgumentException refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTraceKit(traces => traces.From(configuration.GetSection("TraceKit"))));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_variables_say_what_a_configuration_says()
    {
        using var folder = new TempFolder();

        RunHeader header = HeaderOf(traces => traces.Application("desk", "1.0").FromVariables(
            Variables(("TRACEKIT__ROOT", folder.Path), ("TraceKit__Application__Name", "shop"), ("TraceKit__Experiment__Id", "exp-1"), ("HOME", "/"), ("TraceKit", "x"))));

        Assert.Equal(("shop", "1.0", "exp-1"), (header.Session.App!.Name, header.Session.App.Version, header.Session.Experiment!.Id));
    }

    [Theory]
    [InlineData("TraceKit__Rot", "x", "There is no environment variable 'TraceKit__Rot': the keys are Enabled, Root")]
    [InlineData("TraceKit__Enabled", "maybe", "The environment variable 'TraceKit__Enabled' is 'maybe': it must be true or false")]
    [InlineData("TraceKit__Application__Version", "1.0", "The environment variable 'TraceKit__Application__Version' is '1.0': it stands without Application:Name")]
    [InlineData("TraceKit__Root", "", "Root is empty")]
    public void A_variable_that_cannot_be_is_refused_and_named(string name, string value, string expected)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTraceKit(traces => traces.FromVariables(Variables((name, value)))));

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_given_in_two_spellings_is_refused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddTraceKit(traces => traces.FromVariables(Variables(("TraceKit__Root", "a"), ("TRACEKIT__ROOT", "b")))));

        Assert.Contains("given twice", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guide_lists_every_key_with_its_default()
    {
        (string Key, string Default)[] listed = [.. GuideRows()];

        Assert.Equal(TraceKitSettings.Names.Order(StringComparer.Ordinal), listed.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Facts(new TraceKitOptions()), Facts(Configured(listed.Where(row => row.Default.Length > 0))));
        Assert.All(listed.Where(row => row.Default.Length == 0), row => Assert.NotEqual(Facts(new TraceKitOptions()), Facts(Configured([.. Needed(row.Key), (row.Key, "x")]))));
    }

    /// <summary>The rows of the guide's table: a key, and its default where it has one.</summary>
    private static IEnumerable<(string Key, string Default)> GuideRows() => File.ReadLines(Path.Combine(Repository.Root, "docs", "guide.md"))
        .SkipWhile(line => !line.StartsWith("| key | default |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (cells[1].Trim('`'), cells[2].StartsWith('`') ? cells[2].Trim('`') : string.Empty));

    private static IEnumerable<(string, string)> Needed(string key) => key switch
    {
        "Application:Version" => [("Application:Name", "x")],
        "Experiment:Group" or "Experiment:Variant" => [("Experiment:Id", "x")],
        _ => [],
    };

    private static TraceKitOptions Configured(IEnumerable<(string Key, string Value)> settings)
    {
        var options = new TraceKitOptions();
        TraceKitSettings.Apply(Of([.. settings]).GetSection("TraceKit"), options);
        return options;
    }

    private static object Facts(TraceKitOptions options) => (
        options.Enabled, options.Root, options.SessionId, options.MaxEventBytes, options.Durability, options.BufferBytes, options.BufferTime, options.BufferWait,
        options.RecoverAtStart, options.OnWriteFailure, options.Session with { Environment = options.Session.Environment });

    private static IEnumerable<KeyValuePair<string, string?>> Variables(params (string Name, string Value)[] variables) =>
        variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value));

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("TraceKit:" + setting.Key, (string?)setting.Value))).Build();

    private static RunHeader HeaderOf(Action<TraceKitBuilder> configure)
    {
        using ServiceProvider provider = new ServiceCollection().AddTraceKit(configure).BuildServiceProvider();
        using TraceRun run = provider.GetRequiredService<TraceCollector>().StartRun(new RunDescriptor { Goal = "g" });
        run.Complete();
        return RunFileReader.ReadStrict(run.Path!).Single().Header;
    }
}
