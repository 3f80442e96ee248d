using System.Globalization;
using Microsoft.Extensions.Configuration;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Collection;

/// <summary>Reads options from a configuration or from environment variables. A key that does not exist or a value that cannot be is an error that names the key.</summary>
internal static class TraceKitSettings
{
    /// <summary>How the names of environment variables begin.</summary>
    public const string VariablePrefix = "TraceKit__";

    private static readonly Dictionary<string, Action<TraceKitOptions, Setting>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Enabled"] = (options, setting) => options.Enabled = setting.Flag(),
        ["Root"] = (options, setting) => options.Root = setting.Value,
        ["SessionId"] = (options, setting) => options.SessionId = setting.Value,
        ["MaxEventBytes"] = (options, setting) => options.MaxEventBytes = setting.Number(),
        ["Durability"] = (options, setting) => options.Durability = setting.OneOf<Durability>(),
        ["BufferBytes"] = (options, setting) => options.BufferBytes = setting.Number(),
        ["BufferTime"] = (options, setting) => options.BufferTime = setting.Time(),
        ["BufferWait"] = (options, setting) => options.BufferWait = setting.Time(),
        ["RecoverAtStart"] = (options, setting) => options.RecoverAtStart = setting.Flag(),
        ["OnWriteFailure"] = (options, setting) => options.OnWriteFailure = setting.OneOf<WriteFailurePolicy>(),
        ["Environment"] = (options, setting) => options.Session = options.Session with { Environment = setting.Value },
        ["GitCommit"] = (options, setting) => options.Session = options.Session with { GitCommit = setting.Value },
        ["Application:Name"] = (options, setting) => options.Session = options.Session with
        {
            App = new AppIdentity { Name = setting.Value, Version = options.Session.App?.Version },
        },
        ["Application:Version"] = (options, setting) => options.Session = options.Session with
        {
            App = new AppIdentity { Name = options.Session.App?.Name ?? setting.Fail("stands without Application:Name"), Version = setting.Value },
        },
        ["Experiment:Id"] = (options, setting) => options.Session = options.Session with
        {
            Experiment = (options.Session.Experiment ?? new ExperimentIdentity { Id = setting.Value }) with { Id = setting.Value },
        },
        ["Experiment:Group"] = (options, setting) => options.Session = options.Session with { Experiment = ExperimentOf(options, setting) with { Group = setting.Value } },
        ["Experiment:Variant"] = (options, setting) => options.Session = options.Session with { Experiment = ExperimentOf(options, setting) with { Variant = setting.Value } },
    };

    /// <summary>Names of the keys, in the order in which they are read.</summary>
    public static IReadOnlyCollection<string> Names => Keys.Keys;

    /// <summary>Takes what a configuration says.</summary>
    public static void Apply(IConfiguration configuration, TraceKitOptions options)
    {
        string prefix = configuration is IConfigurationSection section ? section.Path + ":" : string.Empty;
        Apply(configuration.AsEnumerable(makePathsRelative: true), key => $"configuration key '{prefix}{key}'", options);
    }

    /// <summary>Takes what the environment says: <c>__</c> stands for the colon that shells do not allow in a name.</summary>
    public static void Apply(IEnumerable<KeyValuePair<string, string?>> environment, TraceKitOptions options)
    {
        IEnumerable<KeyValuePair<string, string?>> ours = environment
            .Where(variable => variable.Key.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(variable.Key[VariablePrefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable.Value));
        Apply(ours, key => $"environment variable '{VariablePrefix}{key.Replace(":", "__", StringComparison.Ordinal)}'", options);
    }

    private static void Apply(IEnumerable<KeyValuePair<string, string?>> settings, Func<string, string> nameOf, TraceKitOptions options)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string? value) in settings)
        {
            if (value is not null && !Keys.ContainsKey(key))
            {
                throw new ArgumentException($"There is no {nameOf(key)}: the keys are {string.Join(", ", Keys.Keys)}.", nameof(settings));
            }

            if (value is not null && !given.TryAdd(key, value))
            {
                throw new ArgumentException($"The {nameOf(key)} is given twice: its name is the same in upper and lower case.", nameof(settings));
            }
        }

        foreach ((string key, Action<TraceKitOptions, Setting> set) in Keys)
        {
            if (given.TryGetValue(key, out string? value))
            {
                set(options, new Setting(nameOf(key), value));
            }
        }
    }

    private static ExperimentIdentity ExperimentOf(TraceKitOptions options, Setting setting) =>
        options.Session.Experiment ?? new ExperimentIdentity { Id = setting.Fail("stands without Experiment:Id") };

    private readonly record struct Setting(string Name, string Value)
    {
        public bool Flag() => bool.TryParse(Value, out bool flag) ? flag : throw Refused("must be true or false");

        public int Number() => int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Refused("must be a whole number");

        public TimeSpan Time() => TimeSpan.TryParse(Value, CultureInfo.InvariantCulture, out TimeSpan time) ? time : throw Refused("must be a time such as 00:00:00.200");

        public TEnum OneOf<TEnum>()
            where TEnum : struct, Enum =>
            Enum.TryParse(Value, ignoreCase: true, out TEnum word) && Enum.IsDefined(word) && !char.IsAsciiDigit(Value[0])
                ? word
                : throw Refused($"must be {string.Join(" or ", Enum.GetNames<TEnum>())}");

        public string Fail(string problem) => throw Refused(problem);

        private ArgumentException Refused(string problem) => new($"The {Name} is '{Value}': it {problem}.");
    }
}
