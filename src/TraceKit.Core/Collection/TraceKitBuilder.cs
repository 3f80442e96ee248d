using System.Collections;
using Microsoft.Extensions.Configuration;
using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Collection;

/// <summary>Sets a collector up in the words of its user.</summary>
public sealed class TraceKitBuilder
{
    private readonly TraceKitOptions _options;

    internal TraceKitBuilder(TraceKitOptions options) => _options = options;

    /// <summary>Names the folder that run files go to.</summary>
    /// <param name="root">The folder; made when the first run starts. Default without this call: <c>traces</c>.</param>
    public TraceKitBuilder WriteTo(string root) => Configure(options => options.Root = root);

    /// <summary>Says what has happened to an event when the call that emitted it returns.</summary>
    /// <param name="level">The level. Default without this call: <see cref="RunFiles.Durability.Os"/>.</param>
    public TraceKitBuilder Durability(Durability level) => Configure(options => options.Durability = level);

    /// <summary>Names the rules that take secrets out of everything before it is written.</summary>
    /// <param name="policy">The rules. Default without this call: <see cref="Secrets.Default"/>.</param>
    public TraceKitBuilder Redact(RedactionPolicy policy) => Configure(options => options.Redaction = policy);

    /// <summary>Names the program that makes the runs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version. Default: not recorded.</param>
    public TraceKitBuilder Application(string name, string? version = null) =>
        Session(session => session with { App = new AppIdentity { Name = name, Version = version } });

    /// <summary>Names where the program runs.</summary>
    /// <param name="name"><c>production</c>, <c>training</c>, <c>evaluation</c> or <c>test</c>. Default without this call: <c>production</c>.</param>
    public TraceKitBuilder Environment(string name) => Session(session => session with { Environment = name });

    /// <summary>Names the experiment that runs belong to.</summary>
    /// <param name="experiment">The experiment.</param>
    public TraceKitBuilder Experiment(ExperimentIdentity experiment) => Session(session => session with { Experiment = experiment });

    /// <summary>Changes what is known of the session.</summary>
    /// <param name="change">Gives the session to use from the one so far.</param>
    public TraceKitBuilder Session(Func<TraceSession, TraceSession> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Configure(options => options.Session = change(options.Session));
    }

    /// <summary>Records nothing when false.</summary>
    /// <param name="enabled">Whether anything is recorded.</param>
    public TraceKitBuilder Enabled(bool enabled) => Configure(options => options.Enabled = enabled);

    /// <summary>Takes options from a configuration: <c>Enabled</c>, <c>Root</c>, <c>SessionId</c>, <c>MaxEventBytes</c>, <c>MaxInlineTextBytes</c>,
    /// <c>DeltaHistories</c>, <c>SerializationBudget</c>, <c>OnWriteFailure</c>,
    /// <c>Durability</c>, <c>BufferBytes</c>, <c>BufferTime</c>, <c>BufferWait</c>, <c>RecoverAtStart</c>,
    /// <c>Environment</c>, <c>GitCommit</c>, <c>Application:Name</c> and <c>:Version</c>, <c>Experiment:Id</c>, <c>:Group</c> and <c>:Variant</c>.</summary>
    /// <param name="configuration">The section that holds these keys, such as <c>GetSection("TraceKit")</c>; with environment variables as a source, <c>TraceKit__Root</c> is one of them.</param>
    /// <remarks>What is not in it stays as it is; of several calls the last one counts.</remarks>
    /// <exception cref="ArgumentException">There is no such key, or a value cannot be; the message names the key.</exception>
    public TraceKitBuilder From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Configure(options => TraceKitSettings.Apply(configuration, options));
    }

    /// <summary>Takes options from environment variables named <c>TraceKit__</c> and a key, such as <c>TraceKit__Root</c> and <c>TraceKit__Application__Name</c>; the keys are those of <see cref="From"/>.</summary>
    /// <remarks>They are read now. A variable that is not set leaves its option as it is; of several calls the last one counts.</remarks>
    /// <exception cref="ArgumentException">There is no such key, or a value cannot be; the message names the variable.</exception>
    public TraceKitBuilder FromEnvironment() => FromVariables(System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value)));

    internal TraceKitBuilder FromVariables(IEnumerable<KeyValuePair<string, string?>> variables) =>
        Configure(options => TraceKitSettings.Apply(variables, options));

    /// <summary>Sets any option.</summary>
    /// <param name="configure">Changes the options.</param>
    public TraceKitBuilder Configure(Action<TraceKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_options);
        return this;
    }
}
