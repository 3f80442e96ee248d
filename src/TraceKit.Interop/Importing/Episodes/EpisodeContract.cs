using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Contract;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Makes typed events of payloads. What a payload lacks is its problem; the event is used only when there is none.</summary>
internal sealed class EpisodeContract(EpisodeImporter format)
{
    public PlannerInput PlannerInput(ForeignObject payload) => new()
    {
        Goal = payload.RequiredText("goal"),
        Observation = payload.RequiredText("observation"),
        ActionHistory = History(payload),
    };

    public PlannerOutput PlannerOutput(ForeignObject payload) =>
        new() { Steps = Steps(payload, "steps"), Goal = payload.Text("goal"), Rationale = payload.Text("rationale") };

    public ReplannerInput ReplannerInput(ForeignObject payload) => new()
    {
        Goal = payload.Text("goal"),
        PreviousPlan = Steps(payload, "previous_plan"),
        Observation = payload.RequiredText("observation"),
        ActionHistory = History(payload),
        Reason = payload.Text("reason"),
    };

    public ReplannerOutput ReplannerOutput(ForeignObject payload) => new() { Steps = Steps(payload, "steps"), Rationale = payload.Text("rationale") };

    public ExecutorInput ExecutorInput(ForeignObject payload)
    {
        int index = payload.RequiredWhole("current_step_idx", atLeast: 0);
        return new ExecutorInput
        {
            Goal = payload.Text("goal"),
            CurrentStepIndex = index,
            TotalSteps = payload.Whole("total_steps"),
            CurrentStep = format.Step(payload.RequiredObject("current_step"), index),
            Observation = payload.RequiredText("observation"),
        };
    }

    public ExecutorOutput ExecutorOutput(ForeignObject payload) => new() { Action = format.Action(payload.RequiredObject("action")) };

    /// <summary>The answer as the model gives it, without the member around it.</summary>
    public ExecutorOutput BareAction(ForeignObject reply) => new() { Action = format.Action(reply) };

    public static CriticInput CriticInput(ForeignObject payload) => new()
    {
        Observation = payload.RequiredText("observation"),
        CurrentStepIndex = payload.Whole("current_step_idx"),
        PlanLength = payload.Whole("plan_length"),
        Done = payload.Flag("done"),
    };

    public static CriticOutput CriticOutput(ForeignObject payload) => new()
    {
        Decision = payload.RequiredWords("decision"),
        Feedback = payload.Text("feedback"),
        ShouldSucceed = payload.Flag("should_succeed"),
    };

    public static EnvironmentStep EnvironmentStep(ForeignObject payload) => new()
    {
        Observation = payload.RequiredText("observation"),
        Done = payload.Flag("done") ?? false,
        Success = payload.Flag("success"),
        FinalAnswer = payload.Text("final_answer"),
        Notes = payload.Texts("notes") ?? [],
    };

    public static ExecutorNeedsReplan ExecutorNeedsReplan(ForeignObject payload) =>
        new() { Reason = payload.RequiredWords("reason"), Detail = payload.Text("detail") };

    public static EpisodeStop EpisodeStop(ForeignObject payload) => new() { Reason = payload.RequiredWords("reason"), MaxSteps = payload.Whole("max_steps") };

    /// <summary>The end of an episode; in these systems it is the agent that says whether it succeeded.</summary>
    public static EpisodeEnd EpisodeEnd(ForeignObject payload) => new()
    {
        Success = payload.RequiredFlag("success"),
        SuccessSource = SuccessSource.SelfReported,
        FinalAnswer = payload.Text("final_answer"),
        Metrics = Numbers(payload.Object("metrics")),
    };

    public static EpisodeError EpisodeError(ForeignObject payload) => new()
    {
        Error = new ErrorDetail { Type = payload.RequiredWords("error_type"), Message = payload.Text("error_message") },
        Stage = payload.Text("stage"),
    };

    private List<PlanStep> Steps(ForeignObject payload, string name) => [.. payload.RequiredObjects(name).Select(format.Step)];

    /// <summary>The actions so far; a history that holds anything else stays in the origin as a whole.</summary>
    private List<AgentAction> History(ForeignObject payload)
    {
        IReadOnlyList<ForeignObject> actions = payload.Objects("action_history") ?? [];
        if (actions.All(action => Check(action.Value, format.Action) is null))
        {
            return [.. actions.Select(format.Action)];
        }

        payload.Release("action_history");
        return [];
    }

    /// <summary>Says what a value lacks to be read so.</summary>
    public static ContractProblem? Check<T>(JsonElement value, Func<ForeignObject, T> read)
    {
        var probe = new ForeignObject(value);
        read(probe);
        return probe.Problem;
    }

    private static Dictionary<string, double>? Numbers(ForeignObject? metrics)
    {
        if (metrics is null)
        {
            return null;
        }

        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JsonProperty member in metrics.Value.EnumerateObject())
        {
            if (metrics.Number(member.Name) is { } number)
            {
                numbers[member.Name] = number;
            }
        }

        return numbers;
    }
}
