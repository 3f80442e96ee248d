using System.Diagnostics;
using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.RunFiles;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.Collection;

/// <summary>The activities under runs and decisions, named as the GenAI conventions name them.</summary>
internal static class RunActivities
{
    public static Activity? StartRun(string runId, RunDescriptor descriptor)
    {
        if (!TraceKitDiagnostics.Source.HasListeners())
        {
            return null;
        }

        string name = descriptor.Agent is { } agent ? $"invoke_agent {agent}" : "invoke_agent";
        Activity? activity = StartGuarded(
            name,
            parent: default,
            [new("gen_ai.operation.name", "invoke_agent"), new("gen_ai.agent.name", descriptor.Agent), new("tracekit.run.id", runId)]);
        activity?.SetTag("tracekit.task.id", descriptor.TaskId);
        return activity;
    }

    public static Activity? StartDecision<TInput, TOutput>(string runId, TInput input, string? role, ActivityContext parent)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput>
    {
        if (!TraceKitDiagnostics.Source.HasListeners())
        {
            return null;
        }

        (string name, string operation) = input switch
        {
            PlannerInput or ReplannerInput => ("plan", "plan"),
            Operation work => ($"tracekit.{work.Name}", $"tracekit.{work.Name}"),
            ToolCall call => ($"execute_tool {call.Name}", "execute_tool"),
            _ => ($"tracekit.{role ?? TInput.EventType.Name}", $"tracekit.{role ?? TInput.EventType.Name}"),
        };
        Activity? activity = StartGuarded(name, parent, [new("gen_ai.operation.name", operation), new("tracekit.run.id", runId)]);
        if (activity is { IsAllDataRequested: true } && input is ToolCall tool)
        {
            activity.SetTag("gen_ai.tool.name", tool.Name).SetTag("gen_ai.tool.call.id", tool.CallId);
        }

        return activity;
    }

    /// <summary>The id that events carry: the activity's where one is listened to, else one of our own.</summary>
    public static string SpanIdOf(Activity? activity, TraceIds ids) =>
        activity is { IdFormat: ActivityIdFormat.W3C } ? activity.SpanId.ToHexString() : ids.NewSpanId();

    /// <summary>Ends a run's activity. Messages stay in the run file, where redaction has passed over them.</summary>
    public static void StopRun(Activity? activity, Activity? before, RunOutcome outcome)
    {
        if (activity is null)
        {
            return;
        }

        if (outcome.Status is RunStatus.Failed or RunStatus.Aborted)
        {
            activity.SetTag("error.type", outcome.Error?.Type ?? outcome.StopReason);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        if (outcome.Success is { } success)
        {
            activity.SetTag("tracekit.run.success", success);
        }

        StopGuarded(activity, before);
    }

    public static void StopDecision(Activity? activity, Activity? before, string? errorType)
    {
        if (activity is null)
        {
            return;
        }

        if (errorType is not null)
        {
            activity.SetTag("error.type", errorType);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        StopGuarded(activity, before);
    }

    /// <summary>
    /// Gives the ambient place back. Stopping does so only in the flow that stops: a caller whose run or decision was ended in a
    /// method that it awaited would still see the ended activity, and make it the parent of what it starts next.
    /// </summary>
    public static void Leave(Activity? activity, Activity? before)
    {
        if (activity is not null
            && before is not { IsStopped: true }
            && Activity.Current is { IsStopped: true } current
            && ReferenceEquals(current.Source, TraceKitDiagnostics.Source)
            && current.TraceId == activity.TraceId)
        {
            Activity.Current = before;
        }
    }

    /// <summary>A listener that throws when an activity starts would throw into the agent; there is no activity then.</summary>
    private static Activity? StartGuarded(string name, ActivityContext parent, KeyValuePair<string, object?>[] tags)
    {
        Activity? before = Activity.Current;
        try
        {
            return TraceKitDiagnostics.Source.StartActivity(name, ActivityKind.Internal, parent, tags);
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            Activity.Current = before;
            return null;
        }
    }

    /// <summary>A listener that throws when an activity stops would throw into the agent, and leave the activity current.</summary>
    private static void StopGuarded(Activity activity, Activity? before)
    {
        try
        {
            activity.Dispose();
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            if (Activity.Current == activity)
            {
                Activity.Current = before;
            }
        }
    }
}
