using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Faults.Plugins;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Support;

/// <summary>One thread that does with runs whatever can be done with them, keeps its own books, and compares them with the seals.</summary>
internal sealed class SoakDriver(TraceCollector[] collectors, int seed)
{
    private readonly Dice _random = new(seed);
    private long _inRun;

    /// <summary>Events that were emitted, those after a run's end included.</summary>
    public long Emitted { get; private set; }

    /// <summary>Runs that were ended.</summary>
    public long Runs { get; private set; }

    /// <summary>Where the books differ.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Lives until it is told to stop.</summary>
    public void Live(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            LiveOnce();
        }
    }

    private void LiveOnce()
    {
        TraceCollector collector = collectors[_random.Next(collectors.Length)];
        using TraceRun run = collector.StartRun(Some.Descriptor());
        _inRun = 0;
        for (int steps = _random.Next(60); steps > 0; steps--)
        {
            Step(run);
        }

        End(run);
        Check(run.Path!);
        for (int late = _random.Next(3); late > 0; late--)
        {
            Emit(() => run.Emit(new Plain { Text = "late" }));
        }

        Emitted += _inRun;
        Runs++;
        File.Delete(run.Path!);
    }

    private void Step(TraceRun run)
    {
        switch (_random.Next(12))
        {
            case 0:
                Emit(() => run.Emit(new EvilGetter { OnRead = () => throw new InvalidOperationException("no") }));
                break;
            case 1:
                Emit(() => run.Emit(new Plain { Text = new string('x', 20_000) }));
                break;
            case 2:
                Decide(run);
                break;
            case 3:
                run.Flush();
                break;
            case 4:
                Emit(() => run.Emit(new Plain { Text = "a password=h9Kx2pQzW of nobody" }));
                break;
            case 5:
                Parallel.For(0, 4, _ => run.Emit(Some.Message("parallel")));
                _inRun += 4;
                break;
            default:
                run.Step = _random.Next(100);
                Emit(() => run.Emit(Some.Message("an ordinary message")));
                break;
        }
    }

    private void Decide(TraceRun run)
    {
        using Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(Some.PlannerInput());
        _inRun += 2; // the input, and the answer or the word that it was abandoned
        if (_random.Next(3) > 0)
        {
            planning.Answer(Some.PlannerOutput());
        }
    }

    private void End(TraceRun run)
    {
        switch (_random.Next(4))
        {
            case 0:
                run.Complete(success: true, SuccessSource.Tests);
                break;
            case 1:
                run.Fail(new InvalidOperationException("over"));
                _inRun++;
                break;
            case 2:
                run.Abort("enough");
                break;
            default:
                run.Dispose();
                break;
        }
    }

    private void Emit(Action emit)
    {
        emit();
        _inRun++;
    }

    private void Check(string path)
    {
        RunFileContents contents = RunFileReader.Read(path);
        LossRecord? loss = contents.Runs.SingleOrDefault()?.End?.Loss;
        bool holds = loss is not null && loss.Emitted == _inRun && loss.Emitted == loss.Written + loss.Dropped + loss.Rejected && loss.Written == contents.Runs[0].Events.Count;
        if (!holds || contents.Findings.Any(finding => finding.Severity == FindingSeverity.Error))
        {
            Problems.Add($"the driver emitted {_inRun}, the seal says {loss}; {contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error)}");
        }
    }
}
