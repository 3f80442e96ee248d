using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TraceKit.Reading;
using TraceKit.Sft.Recipes;

namespace TraceKit.Sft.Building;

/// <summary>Chooses the split of each row by a stable hash of what must stay together.</summary>
internal sealed class Splits
{
    /// <summary>The splits, in the order of their files.</summary>
    public static IReadOnlyList<string> Names { get; } = ["train", "validation", "test"];

    private readonly SplitPolicy _policy;
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    public Splits(SplitPolicy policy, IEnumerable<RecordedRun> runs)
    {
        _policy = policy;
        foreach (RecordedRun run in runs)
        {
            Unite(RunKey(run.RunId), TaskKey(run));
            if (run.Header.ParentRunId is { } parent)
            {
                Unite(RunKey(run.RunId), RunKey(parent));
            }
        }
    }

    /// <summary>What must not be torn apart: the task, or the run where it has none, together with the runs that it started.</summary>
    public string GroupOf(RecordedRun run) => Root(RunKey(run.RunId));

    /// <summary>The split of a row.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="rowKey">What names the row itself.</param>
    public string Of(RecordedRun run, string rowKey)
    {
        string key = _policy.By switch
        {
            "run" => RunKey(run.RunId),
            "random" => rowKey,
            _ => GroupOf(run),
        };
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(_policy.Salt + "\n" + key));
        double place = BinaryPrimitives.ReadUInt64BigEndian(hash) / (double)ulong.MaxValue;
        return place < _policy.TrainShare ? Names[0] : place < _policy.TrainShare + _policy.ValidationShare ? Names[1] : Names[2];
    }

    private static string RunKey(string runId) => "run:" + runId;

    private static string TaskKey(RecordedRun run) => run.Header.TaskId is { } task ? "task:" + task : RunKey(run.RunId);

    private void Unite(string left, string right)
    {
        (left, right) = (Root(left), Root(right));
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return;
        }

        // 'task:' sorts after 'run:'; the greater name stands for the group, so that a group with a task is named by it.
        bool leftStands = string.CompareOrdinal(left, right) > 0;
        _parents[leftStands ? right : left] = leftStands ? left : right;
    }

    private string Root(string key)
    {
        while (_parents.TryGetValue(key, out string? parent))
        {
            key = parent;
        }

        return key;
    }
}
