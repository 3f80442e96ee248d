using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>The place of a plan among the plans of its run.</summary>
/// <param name="Revision">Its number, from 0.</param>
/// <param name="IsReplan">Whether it was asked for as a new plan.</param>
/// <param name="Replaced">The span of the plan before it. Default: none is known.</param>
internal readonly record struct PlanPlace(int Revision, bool IsReplan, ActivityContext Replaced)
{
    /// <summary><c>initial</c> or <c>replan</c>.</summary>
    public string Kind => IsReplan || Revision > 0 ? "replan" : "initial";

    /// <summary>The link to the plan that it replaces.</summary>
    public IReadOnlyList<ActivityLink>? Links => Replaced == default
        ? null
        : [new ActivityLink(Replaced, new ActivityTagsCollection([new(TraceKitAttributes.LinkKind, "replaces")]))];
}
