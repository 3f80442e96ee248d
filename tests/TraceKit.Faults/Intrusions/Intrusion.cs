using System.Globalization;
using TraceKit.Cli;

namespace TraceKit.Faults.Intrusions;

/// <summary>Something that an attacker tries.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Try">Tries it; returns what the attacker got, or null.</param>
internal sealed record Intrusion(string Name, Func<string?> Try)
{
    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(20);

    /// <summary>All of them; their ids are their places: <c>S1-001</c>, …</summary>
    public static IReadOnlyList<Intrusion> All { get; } =
        [.. NameIntrusions.All(), .. LinkIntrusions.All(), .. LineIntrusions.All(), .. TerminalIntrusions.All(), .. PageIntrusions.All(), .. FileIntrusions.All(), .. OtlpIntrusions.All()];

    /// <summary>The id of a place in the list.</summary>
    public static string Id(int place) => string.Create(CultureInfo.InvariantCulture, $"S1-{place + 1:D3}");

    /// <summary>Tries it, on a thread that may hang.</summary>
    /// <returns>What the attacker got, or null.</returns>
    public string? Outcome()
    {
        string? outcome = null;
        var thread = new Thread(() => outcome = Tried()) { IsBackground = true };
        thread.Start();
        return thread.Join(MostForOne) ? outcome : $"it goes on after {MostForOne}";
    }

    /// <summary>Writes the table.</summary>
    /// <returns>0, or 1 when an attack succeeds.</returns>
    public static int WriteTable(TextWriter output)
    {
        output.WriteLine("| id | attack | result |");
        output.WriteLine("|---|---|---|");
        int successes = 0;
        for (int place = 0; place < All.Count; place++)
        {
            string? outcome = All[place].Outcome();
            successes += outcome is null ? 0 : 1;
            output.WriteLine($"| {Id(place)} | {All[place].Name} | {outcome ?? "held"} |");
        }

        return successes == 0 ? 0 : 1;
    }

    /// <summary>Runs a command in this process, without colours.</summary>
    public static (int Exit, string Output) Command(params string[] arguments)
    {
        using var output = new StringWriter();
        int exit = TraceKitCommand.Invoke(arguments, new CommandContext { Output = output, Error = output });
        return (exit, output.ToString());
    }

    private string? Tried()
    {
        try
        {
            return Try();
        }
        catch (Exception failure)
        {
            return $"{failure.GetType().Name}: {failure.Message}";
        }
    }
}
