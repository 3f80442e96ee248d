using System.Security.Cryptography;
using System.Text;
using TraceKit.Contract;
using TraceKit.Interop.Importing;
using TraceKit.Learning;
using TraceKit.Models;

namespace TraceKit.Interop.RuleChef;

/// <summary>Tells the lines of a training log: each model call, and the fact of learning that its metadata and its reply record.</summary>
/// <remarks>The log does not say whether a patch was kept, unless a decision follows it, nor what became of an audit: that stays unknown.</remarks>
internal sealed class ChefLog(ChefScript script, ChefFolder folder, ImportOptions options, ChefCurves curves)
{
    private ChefLine? _guide;
    private (ChefLine Line, long Seq)? _patch;

    /// <summary>Tells all lines.</summary>
    public void Tell()
    {
        foreach (ChefLine line in folder.Lines)
        {
            script.Begin(line);
            Tell(line);
        }

        FlushPatch();
        script.ReportTimes(folder.File);
    }

    private void Tell(ChefLine line)
    {
        if (line.CallType == "patch_decision")
        {
            Decide(line);
            return;
        }

        FlushPatch();
        switch (line.CallType)
        {
            case "rule_synthesis" or "rule_synthesis_per_class":
                Synthesise(line);
                break;
            case "critique_rules":
                Emit(line, seq => new Critic { RuleFeedback = ChefNumbers.Count(line.Metadata, "num_rule_feedback") ?? 0, Calls = [seq] }, line.Metadata.Whole("num_rule_feedback") is >= 0);
                break;
            case "guide_refinement":
                Guide(line);
                break;
            case "rule_patch":
                _patch = (line, Call(line));
                break;
            case "audit_rules":
                Audit(line);
                break;
            default:
                Call(line);
                break;
        }
    }

    private void Synthesise(ChefLine line)
    {
        IReadOnlyList<RuleRef> rules = ChefNumbers.Rules(ChefNumbers.Reply(line.Reply), "rules");
        int? said = line.Metadata.Whole("num_rules_in_response");
        if (said is { } count && count != rules.Count)
        {
            line.Metadata.Release("num_rules_in_response");
            script.Warn(ImportRules.Contradiction, folder.File, $"the reply has {rules.Count} rules, the metadata say {count}", line.Number);
        }

        string mode = line.CallType == "rule_synthesis" ? "bulk" : "per_class";
        Emit(line, seq => new Synthesis { Mode = mode, Rules = rules, Calls = [seq] }, rules.Count > 0);
    }

    private void Guide(ChefLine line)
    {
        _guide = line;
        int? number = line.Metadata.Whole("iteration") is >= 1 and var at ? at : null;
        curves.TellBefore(line.Aside);
        string? text = ChefNumbers.Reply(line.Reply)?.Text("guidance");
        bool? goesOn = line.Metadata.Flag("should_continue");
        IReadOnlyList<string> focus = line.Metadata.Texts("focus_classes") ?? [];
        Emit(
            line,
            seq => new Guidance
            {
                Iteration = number,
                FocusClasses = [.. focus.Select(RuleNames.Fit)],
                ShouldContinue = goesOn ?? true,
                TextHash = text is null ? null : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}",
                Calls = [seq],
            },
            goesOn is not null);
    }

    private void Audit(ChefLine line)
    {
        IReadOnlyList<ForeignObject> actions = ChefNumbers.Reply(line.Reply)?.Objects("actions") ?? [];
        List<AuditProposal> proposed = [.. actions.Select(Proposal).OfType<AuditProposal>()];
        Emit(line, seq => new Audit { Proposed = proposed, Calls = [seq] }, proposed.Count == actions.Count);
    }

    private static AuditProposal? Proposal(ForeignObject action)
    {
        AuditAction? kind = action.Text("action") switch
        {
            "merge" => AuditAction.Merge,
            "remove" => AuditAction.Remove,
            "tighten" => AuditAction.Tighten,
            _ => null,
        };
        return kind is { } known
            ? new AuditProposal
            {
                Action = known,
                RuleIds = [.. (action.Texts("rule_ids") ?? []).Select(RuleNames.Fit)],
                Into = action.Text("merged_name") is { Length: > 0 } into ? RuleNames.Fit(into) : null,
            }
            : null;
    }

    /// <summary>A decision about the patch before it: the only record of what became of one.</summary>
    private void Decide(ChefLine line)
    {
        ChefLine? patch = _patch?.Line;
        ForeignObject metadata = line.Metadata;
        ForeignObject? reply = ChefNumbers.Reply(line.Reply);
        LearningMetrics? before = ChefNumbers.Metrics(metadata, "prev_");
        LearningMetrics? after = ChefNumbers.Metrics(metadata, "candidate_");
        bool? accepted = metadata.Flag("accepted");
        if (accepted is null || before is null || after is null || (metadata.Whole("iteration") is not >= 1))
        {
            FlushPatch();
            Keep(line);
            return;
        }

        var round = new Iteration
        {
            Number = metadata.Whole("iteration"),
            Before = before,
            After = after,
            Accepted = accepted,
            OnDev = metadata.Flag("decided_on_dev"),
            Patch = new RulePatch { Added = ChefNumbers.Rules(reply, "patch_rules"), Deleted = Deleted(reply) },
            Failures = FailuresOf(patch),
            PromptVariant = patch?.Aside.Text("prompt_variant") is { } variant ? RuleNames.Fit(variant) : null,
            Calls = _patch is var (_, seq) ? [seq] : [],
        };
        _patch = null;
        line.Source.Release("messages"); // what the rules say is no fact of learning: it stays with the origin
        script.Run.Emit(round, ChefScript.From(line));
    }

    /// <summary>A patch that no decision follows: what it proposes is recorded, what became of it is not.</summary>
    private void FlushPatch()
    {
        if (_patch is not var (line, seq))
        {
            return;
        }

        _patch = null;
        ForeignObject? reply = ChefNumbers.Reply(line.Reply);
        bool isGuided = _guide is { } guide && line.Aside.Text("guidance") is { Length: > 0 } said
            && ChefNumbers.Reply(guide.Reply)?.Text("guidance")?.StartsWith(said, StringComparison.Ordinal) == true;
        ForeignObject? round = isGuided ? _guide!.Aside : null;
        script.Run.Emit(
            new Iteration
            {
                Number = round?.Whole("iteration") is >= 1 and var number ? number : null,
                Max = round is null ? null : ChefNumbers.Count(round, "max_iterations"),
                Before = round is null ? null : ChefNumbers.Metrics(round),
                Patch = new RulePatch { Added = ChefNumbers.Rules(reply, "rules"), Deleted = Deleted(reply) },
                Failures = FailuresOf(line),
                PromptVariant = line.Aside.Text("prompt_variant") is { } variant ? RuleNames.Fit(variant) : null,
                Calls = [seq],
            },
            ChefScript.Because(line));
    }

    private static FailureSummary? FailuresOf(ChefLine? patch) =>
        patch?.Aside.Whole("num_failures") is >= 0 and var failures ? new FailureSummary { Total = failures } : null;

    private static IReadOnlyList<RuleRef> Deleted(ForeignObject? reply) =>
        [.. (reply?.Texts("deleted_rules") ?? []).Where(name => name.Length > 0).Select(name => new RuleRef { Name = RuleNames.Fit(name) })];

    /// <summary>Emits the call of a line and then its fact, if the line records one.</summary>
    private void Emit<TFact>(ChefLine line, Func<long, TFact> fact, bool isRecorded)
        where TFact : ITraceEvent<TFact>
    {
        long seq = Call(line);
        if (isRecorded)
        {
            script.Run.Emit(fact(seq), ChefScript.Because(line));
        }
        else
        {
            script.Warn(ImportRules.Contract, folder.File, $"the {line.CallType} does not record what it came to; its call was kept", line.Number);
        }
    }

    private long Call(ChefLine line)
    {
        bool? valid = line.Metadata.Flag("response_valid");
        if (line.Reply is null || !line.HasQuestion)
        {
            return Keep(line);
        }

        var call = new LlmCall
        {
            Component = line.CallType,
            Status = valid == false ? LlmCallStatus.ParseError : LlmCallStatus.Ok,
            Model = line.Metadata.Text("model") ?? options.Model,
            Request = new LlmRequest { Messages = [.. line.Turns.SkipLast(1)] },
            Reply = line.Turns[^1],
        };
        return script.Run.Emit(call, ChefScript.From(line)).Seq;
    }

    private long Keep(ChefLine line)
    {
        script.Warn(ImportRules.Contract, folder.File, $"the {line.CallType} does not meet its contract; it was kept whole", line.Number);
        var kept = new ForeignRecord { Type = line.CallType, Payload = line.Source.Value };
        return script.Run.Emit(kept, ChefScript.Because(line)).Seq;
    }
}
