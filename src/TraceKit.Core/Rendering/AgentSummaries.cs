using System.Globalization;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.Labels;

namespace TraceKit.Rendering;

/// <summary>One line for each event of the agent's loop and for labels.</summary>
internal static class AgentSummaries
{
    public static void All(EventSummaries summaries) => summaries
        .Add<PlannerInput>(input => new($"goal: {input.Goal}"))
        .Add<PlannerOutput>(output => new(Plan(output.Steps)))
        .Add<ExecutorInput>(input => new($"{Progress(input.CurrentStepIndex, input.TotalSteps)}: {input.CurrentStep.Intent}"))
        .Add<ExecutorOutput>(output => new(Describe(output.Action)))
        .Add<ExecutorNeedsReplan>(replan => new(replan.Detail ?? string.Empty, replan.Reason, StoryTone.Warning))
        .Add<ReplannerInput>(input => new($"reason: {input.Reason ?? "not stated"}, sees: {input.Observation}"))
        .Add<ReplannerOutput>(output => new(Plan(output.Steps)))
        .Add<CriticInput>(input => new($"sees: {input.Observation}"))
        .Add<CriticOutput>(output => new(output.Feedback ?? string.Empty, output.Decision, StoryTone.Strong))
        .Add<EnvironmentStep>(Describe)
        .Add<StateTransition>(moved => new(EventSummary.Join($"{moved.From} → {moved.To}", moved.Reason)))
        .Add<EpisodeStop>(stop => new(stop.MaxSteps is { } limit ? Text($"limit {limit}") : string.Empty, stop.Reason, StoryTone.Warning))
        .Add<EpisodeEnd>(end => Judged(end.Success, $"({Source(end.SuccessSource)})", end.FinalAnswer))
        .Add<EpisodeError>(error => new(EventSummary.Join(error.Error.Message, error.Stage is { } stage ? $"in {stage}" : null), error.Error.Type, StoryTone.Bad))
        .Add<DecisionAbandoned>(gone => new(EventSummary.Join(gone.InputType, gone.Error?.Type, gone.Error?.Message), gone.Reason ?? "abandoned", StoryTone.Bad))
        .Add<Label>(Describe);

    /// <summary>The wire name of a source.</summary>
    public static string Source(SuccessSource source) => source == SuccessSource.SelfReported ? "self_reported" : source.ToString().ToLowerInvariant();

    /// <summary>A list in a file can hold null where the contract has none: the serializer does not look into lists.</summary>
    private static string Plan(IReadOnlyList<PlanStep?> steps) =>
        steps.Count == 0 ? "no steps" : string.Join("  ", steps.Select((step, index) => Text($"{index + 1}. {step?.Intent ?? "null"}")));

    private static string Progress(int index, int? total) => total is { } count ? Text($"step {index + 1} of {count}") : Text($"step {index + 1}");

    private static string Describe(AgentAction action)
    {
        string act = string.Join(' ', new[] { action.ActionType, action.Target, action.Arguments?.GetRawText() }.Where(part => !string.IsNullOrEmpty(part)));
        return action.IsFinal ? $"{act}, final: {action.FinalAnswer ?? "no answer"}" : act;
    }

    private static EventSummary Describe(EnvironmentStep step)
    {
        string text = EventSummary.Join(step.Observation, step.FinalAnswer is { } answer ? $"answer: {answer}" : null, string.Join(", ", step.Notes));
        return step.Success is { } success
            ? Judged(success, step.Done ? "(done)" : string.Empty, text)
            : new EventSummary(text, step.Done ? "done" : null, StoryTone.Strong);
    }

    private static EventSummary Describe(Label label)
    {
        string subject = label.About is { } seq ? Text($"of #{seq}") : "of the run";
        string source = label.By is { } by ? $"{Source(label.Source)} {by}" : Source(label.Source);
        string rest = EventSummary.Join(subject, $"by {source}", label.Reason);
        return label.Unscored
            ? new EventSummary(rest, $"{label.Name} unscored", StoryTone.Warning)
            : new EventSummary(rest, $"{label.Name} = {EventSummary.Join(label.Score?.ToString(CultureInfo.InvariantCulture), label.Verdict)}", StoryTone.Strong);
    }

    private static EventSummary Judged(bool success, string remark, string? text) => success
        ? new EventSummary(text ?? string.Empty, $"success {remark}".TrimEnd(), StoryTone.Good)
        : new EventSummary(text ?? string.Empty, $"no success {remark}".TrimEnd(), StoryTone.Bad);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
