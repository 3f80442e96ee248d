using TraceKit.Sft.Formats;

namespace TraceKit.Sft.Gates;

/// <summary>All gates that look at one row, and what they said over many.</summary>
internal sealed class RowGates
{
    private readonly List<Tally> _tallies;
    private readonly Dictionary<string, long> _systemPrompts = new(StringComparer.Ordinal);

    public RowGates(ITargetFormat format) =>
        _tallies =
        [
            .. new IRowGate[]
            {
                new SchemaGate(format), new TurnGate(), new EmptyTurnGate(),
                new DeclaredToolGate(), new ArgumentsJsonGate(), new ArgumentsSchemaGate(), new CallPairingGate(),
            }.Select(gate => new Tally(gate)),
        ];

    /// <summary>The system prompts that were seen, and in how many rows.</summary>
    public IReadOnlyDictionary<string, long> SystemPrompts => _systemPrompts;

    /// <summary>Asks all gates about a row.</summary>
    /// <returns>The first gate that refuses it and why, or null.</returns>
    public (string Gate, RowProblem Problem)? Refusal(RowView row)
    {
        (string Gate, RowProblem Problem)? refusal = null;
        if (row.Messages is [{ Role: "system", Content: { } prompt }, ..])
        {
            _systemPrompts[prompt] = _systemPrompts.GetValueOrDefault(prompt) + 1;
        }

        foreach (Tally tally in _tallies)
        {
            if (tally.Add(row) is { } problem)
            {
                refusal ??= (tally.Gate.Id, problem);
            }
        }

        return refusal;
    }

    /// <summary>What the gates say of the rows.</summary>
    /// <param name="refusedRowsAreOut">Whether rows that were refused are out of the dataset; if not, they refuse it.</param>
    public IEnumerable<GateResult> Results(bool refusedRowsAreOut) => _tallies.Select(tally => tally.ToResult(refusedRowsAreOut));

    private sealed class Tally(IRowGate gate)
    {
        private readonly List<GateEvidence> _errors = [];
        private readonly List<GateEvidence> _warnings = [];
        private long _applied;
        private long _refused;
        private long _warned;
        private string? _firstWarning;

        public IRowGate Gate { get; } = gate;

        public RowProblem? Add(RowView row)
        {
            if (!Gate.Applies(row))
            {
                return null;
            }

            _applied++;
            List<RowProblem> problems = [.. Gate.Problems(row)];
            _firstWarning ??= problems.Find(problem => problem.IsWarning)?.Message;
            Note(row, problems.Where(problem => problem.IsWarning), _warnings, ref _warned);
            Note(row, problems.Where(problem => !problem.IsWarning), _errors, ref _refused);
            return problems.Find(problem => !problem.IsWarning);
        }

        public GateResult ToResult(bool refusedRowsAreOut)
        {
            bool fails = _refused > 0 && !refusedRowsAreOut;
            string rejected = _refused == 0 ? string.Empty : refusedRowsAreOut ? $"{_refused} candidate(s) were rejected for it" : $"{_refused} row(s) fail";
            string warned = _warned == 0 ? string.Empty : $"{_warned} row(s) with a warning ({_firstWarning})";
            return new GateResult
            {
                Id = Gate.Id,
                Title = Gate.Title,
                Verdict = _applied == 0 ? GateVerdict.NotApplicable : fails ? GateVerdict.Error : _warned > 0 ? GateVerdict.Warning : GateVerdict.Pass,
                Metric = refusedRowsAreOut ? 0 : _refused,
                Threshold = "refuses rows > 0",
                N = _applied,
                Message = _applied == 0 ? "no row has anything to look at" : string.Join("; ", new[] { rejected, warned }.Where(text => text.Length > 0)) is { Length: > 0 } said ? said : "all rows pass",
                Evidence = [.. _errors.Concat(_warnings).Take(GateResult.MaxEvidence)],
            };
        }

        private static void Note(RowView row, IEnumerable<RowProblem> problems, List<GateEvidence> evidence, ref long rows)
        {
            bool any = false;
            foreach (RowProblem problem in problems)
            {
                any = true;
                if (evidence.Count < GateResult.MaxEvidence)
                {
                    evidence.Add(new GateEvidence(row.Name, problem.Pointer.Length == 0 ? problem.Message : $"{problem.Pointer}: {problem.Message}"));
                }
            }

            rows += any ? 1 : 0;
        }
    }
}
