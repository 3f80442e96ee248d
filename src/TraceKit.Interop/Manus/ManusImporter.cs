using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Importing.Episodes;

namespace TraceKit.Interop.Manus;

/// <summary>Imports traces of the Manus-like agent: architect, worker and critic.</summary>
internal sealed class ManusImporter : EpisodeImporter
{
    /// <inheritdoc/>
    public override string Format => "manus";

    /// <inheritdoc/>
    public override string Description => "Traces of the three-part Manus agent: a folder a run with session.json and events.jsonl, of architect, worker and critic.";

    /// <inheritdoc/>
    /// <remarks>A step has a title and a rationale and no number: its place in the plan numbers it, the rationale stays in the origin.</remarks>
    public override PlanStep Step(ForeignObject step, int index) => new() { StepId = index + 1, Intent = step.RequiredWords("title") };

    /// <inheritdoc/>
    /// <remarks>A worker reports work instead of naming an action: the action is called <c>work</c> and its arguments are the report.</remarks>
    public override AgentAction Action(ForeignObject action)
    {
        _ = action.RequiredText("output");
        return new AgentAction
        {
            ActionType = "work",
            Arguments = action.Part("summary", "output", "tool_requests"),
            IsFinal = action.Flag("is_final") ?? false,
            FinalAnswer = action.Text("final_answer"),
        };
    }

    /// <inheritdoc/>
    protected override bool Owns(EpisodeFolder folder) => folder.SpeaksOfArchitectAndWorker;
}
