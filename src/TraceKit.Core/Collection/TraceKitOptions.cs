using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.Sessions;

namespace TraceKit.Collection;

/// <summary>How a collector works. Read once, when the collector is made.</summary>
public sealed class TraceKitOptions
{
    /// <summary>Whether anything is recorded. When false, no file is made and nothing is allocated per event.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Folder that run files are written under, in one folder a day.</summary>
    /// <value>Default: <c>traces</c>, relative to the working directory.</value>
    public string Root { get; set; } = "traces";

    /// <summary>The session that runs belong to.</summary>
    /// <value>Default: environment <c>production</c>, nothing else known.</value>
    public TraceSession Session { get; set; } = new();

    /// <summary>The session's id.</summary>
    /// <value>Default: a new UUID, version 7, for each collector.</value>
    public string? SessionId { get; set; }

    /// <summary>The rules that take secrets out of everything before it is written.</summary>
    /// <value>Default: <see cref="Secrets.Default"/>. <see cref="RedactionPolicy.None"/> writes everything as it is.</value>
    public RedactionPolicy Redaction { get; set; } = Secrets.Default;

    /// <summary>What happens to the agent when the disk refuses an event.</summary>
    /// <value>Default: <see cref="WriteFailurePolicy.DropAndCount"/>: the agent goes on.</value>
    public WriteFailurePolicy OnWriteFailure { get; set; }

    /// <summary>The longest event, in bytes of JSON; of a longer one the data is left out and its length and SHA-256 are kept.</summary>
    /// <value>Default: 4 MiB. At most 7 MiB, so that a line stays within what readers take.</value>
    public int MaxEventBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Where the ids of runs, sessions and spans come from.</summary>
    /// <value>Default: <see cref="TraceIds.Random"/>.</value>
    public TraceIds Ids { get; set; } = TraceIds.Random;

    /// <summary>The clock.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    internal TraceKitOptions Copy() => (TraceKitOptions)MemberwiseClone();

    /// <summary>Checks the options.</summary>
    /// <returns>One sentence for each thing that is wrong, naming the option; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Root))
        {
            yield return $"{nameof(Root)} is empty: name the folder that run files go to.";
        }

        if (MaxEventBytes is < 1024 or > 7 * 1024 * 1024)
        {
            yield return $"{nameof(MaxEventBytes)} is {MaxEventBytes}: it must be between 1024 and {7 * 1024 * 1024}.";
        }

        if (SessionId is not null && !RunFormat.IsValidId(SessionId))
        {
            yield return $"{nameof(SessionId)} '{SessionId}' is no id: use 1 to 128 of A-Z a-z 0-9 . _ -, the first one a letter or digit.";
        }
    }
}
