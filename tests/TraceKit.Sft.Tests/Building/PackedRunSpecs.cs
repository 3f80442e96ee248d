using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using TraceKit.Testing;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

/// <summary>Runs whose data lies partly beside the file or in earlier events give the rows that they would give otherwise.</summary>
public sealed class PackedRunSpecs
{
    [Fact]
    public void Rows_are_the_same_with_and_without_deltas_and_blobs()
    {
        using var folder = new TempFolder();

        BuildResult plain = Build(folder, "plain", _ => { });
        BuildResult packed = Build(folder, "packed", Pack);

        Assert.False(plain.IsRefused || packed.IsRefused);
        Assert.Equal(Rows(folder["plain-ds"]), Rows(folder["packed-ds"]));
        Assert.Contains(Events(folder["packed"]), recorded => recorded.Base is not null);
        Assert.Contains(Events(folder["packed"]), recorded => recorded.Blobs.Count > 0);
        Assert.True(DatasetAudit.Audit(folder["packed-ds"]).IsProved);
    }

    [Fact]
    public void Lineage_names_the_blobs_and_the_earlier_events()
    {
        using var folder = new TempFolder();
        Build(folder, "packed", Pack);

        LineageRow[] rows = [.. Stored.Lineage(folder["packed-ds"])];

        Assert.Contains(rows, row => row.Src.Any(source => source.Blobs is [{ Length: 2_000 }]));
        Assert.All(rows.SelectMany(row => row.Src.Concat(row.Bases ?? [])), source => Assert.Equal(64, source.Sha256.Length));
    }

    [Fact]
    public void A_blob_that_is_gone_makes_its_rows_unproved_and_its_run_damaged()
    {
        using var folder = new TempFolder();
        Build(folder, "packed", Pack);
        foreach (string blob in Directory.EnumerateFiles(Path.Combine(folder["packed"], "2026-11-21", "blobs"), "*", SearchOption.AllDirectories))
        {
            File.Delete(blob);
        }

        AuditResult audit = DatasetAudit.Audit(folder["packed-ds"]);
        BuildResult again = DatasetBuilder.Build(folder["packed"], folder["again"], new SftRecipe());

        Assert.False(audit.IsProved);
        Assert.Contains(audit.RunFindings, finding => finding.Rule == TraceRules.Blob);
        Assert.True(again.Stage("runs").Dropped.ContainsKey("damaged"));
    }

    private static void Pack(TraceKitOptions options)
    {
        options.DeltaHistories = true;
        options.MaxInlineTextBytes = 1024;
    }

    private static BuildResult Build(TempFolder folder, string name, Action<TraceKitOptions> configure)
    {
        for (int i = 0; i < 4; i++)
        {
            Play(folder[name], i, configure);
        }

        return DatasetBuilder.Build(folder[name], folder[name + "-ds"], new SftRecipe());
    }

    private static string[] Rows(string dataset) => [.. Stored.Rows(dataset).Select(row => row.GetRawText())];

    private static IEnumerable<RecordedEvent> Events(string runs) => TraceFolder.Read(runs).SelectMany(file => file.Runs).SelectMany(run => run.Events);

    /// <summary>A conversation of which each call records all that was sent.</summary>
    private static void Play(string root, int number, Action<TraceKitOptions> configure)
    {
        var options = new TraceKitOptions { Root = root, Time = new ManualTime(), Ids = TraceIds.Repeatable($"run-{number}"), SessionId = "session" };
        configure(options);
        using var collector = new TraceCollector(options);
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = "Talk", RunId = $"run-{number}", TaskId = $"task-{number}" });
        var turns = new List<ChatTurn>();
        for (int i = 0; i < 6; i++)
        {
            var asked = new ChatTurn { Role = "user", Content = i == 2 ? new string((char)('a' + number), 2_000) : $"Question {i} of run {number}, put at some length." };
            run.Emit(new Message { Conversation = "main", Role = asked.Role, Content = asked.Content! });
            turns.Add(asked);
            var answered = new ChatTurn { Role = "assistant", Content = $"Answer {i} to run {number}, given at some length." };
            run.Emit(new LlmCall
            {
                Component = "agent",
                Conversation = "main",
                Status = LlmCallStatus.Ok,
                Request = new LlmRequest { Messages = [.. turns] },
                Reply = answered,
            });
            turns.Add(answered);
        }

        run.Complete(success: true, SuccessSource.Environment);
    }
}
