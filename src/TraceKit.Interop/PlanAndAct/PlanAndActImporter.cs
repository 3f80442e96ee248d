using TraceKit.Agents;
using TraceKit.Interop.Importing;
using TraceKit.Interop.Importing.Episodes;

namespace TraceKit.Interop.PlanAndAct;

/// <summary>Imports traces of Plan-and-Act: planner, executor and replanner around an environment with tools.</summary>
internal sealed class PlanAndActImporter : EpisodeImporter
{
    /// <inheritdoc/>
    public override string Format => "plan-and-act";

    /// <inheritdoc/>
    public override string Description => "Plan-and-Act traces: a folder a run with session.json and events.jsonl, of planner, executor and replanner.";

    /// <inheritdoc/>
    public override PlanStep Step(ForeignObject step, int index) => new()
    {
        StepId = step.RequiredWhole("step_id", atLeast: 1),
        Intent = step.RequiredWords("intent"),
        SuccessCriteria = step.Text("success_criteria"),
    };

    /// <inheritdoc/>
    public override AgentAction Action(ForeignObject action) => new()
    {
        ActionType = action.RequiredWords("action_type"),
        Target = action.Text("target"),
        Arguments = action.Structure("arguments"),
        Rationale = action.Text("rationale"),
        IsFinal = action.Flag("is_final") ?? false,
        FinalAnswer = action.Text("final_answer"),
    };

    /// <inheritdoc/>
    protected override bool Owns(EpisodeFolder folder) => !folder.SpeaksOfArchitectAndWorker;
}
