using System.Diagnostics;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Shows one run as activities and measurements while it happens.</summary>
/// <param name="composer">What they carry.</param>
/// <param name="measurements">What is measured.</param>
/// <param name="run">The run's first line.</param>
/// <param name="content">Whether content is wanted.</param>
/// <param name="evaluations">Takes labels. Null: they are events of the span that is open.</param>
internal sealed class GenAiSpanWriter(SpanComposer composer, GenAiMeasurements measurements, RunHeader run, SpanContent content, Action<IReadOnlyList<KeyValuePair<string, object?>>, ActivityContext>? evaluations) : SpanWriter
{
    private readonly PlanHistory _plans = new();
    private readonly SpanIndex? _places = evaluations is null ? null : new SpanIndex();
    private Activity? _run;

    public override bool WantsData => content.IsWanted;

    public override SpanHead Run() => composer.Run();

    public override SpanHead Decision(ToldEvent input) => composer.Decision(input, _plans.Next(input));

    public override SpanHead ModelCall(LlmCall asked) => composer.ModelCall(asked);

    public override void RunOpened(Activity activity)
    {
        _run = activity;
        Add(activity, composer.RunOpened());
    }

    public override void Opened(Activity activity, ToldSpan span)
    {
        _plans.Remember(span.Opening!, activity.Context);
        _places?.Add(span.Opening!, activity);
        Add(activity, composer.Opened(span.Opening!));
    }

    public override void Happened(Activity activity, ToldSpan span, ToldEvent happened)
    {
        if (evaluations is not null && happened.As<Labels.Label>() is { } label)
        {
            (ActivityContext about, string? responseId) = label.About is { } seq ? _places!.Find(seq) : (_run?.Context ?? activity.Context, null);
            evaluations(composer.Evaluation(happened, responseId)!, about == default ? activity.Context : about);
            return;
        }

        if (span.CountEvent() <= SpanComposer.MostEvents)
        {
            (string name, IReadOnlyList<KeyValuePair<string, object?>> attributes) = composer.Happened(happened);
            activity.AddEvent(new ActivityEvent(name, tags: new ActivityTagsCollection(attributes)));
        }
    }

    public override void Closed(Activity? activity, ToldSpan span, ToldEvent? answer, string? errorType, TimeSpan duration)
    {
        measurements.Record(run, span, answer, errorType, duration);
        if (activity is null)
        {
            return;
        }

        if (answer is not null)
        {
            _places?.Add(answer, activity);
        }

        Add(activity, span.Opening is null ? composer.Called(answer!) : composer.Closed(span, answer));
        if (span.Opening is null)
        {
            foreach ((string name, IReadOnlyList<KeyValuePair<string, object?>> attributes) in composer.Messages(answer!))
            {
                activity.AddEvent(new ActivityEvent(name, tags: new ActivityTagsCollection(attributes)));
            }
        }
    }

    public override void RunClosed(Activity? activity, ToldSpan told, RunOutcome outcome, LossRecord loss, TimeSpan duration)
    {
        measurements.RecordRun(run, told, outcome, duration);
        if (activity is not null)
        {
            Add(activity, composer.RunClosed(told, outcome, loss));
        }
    }

    private static void Add(Activity activity, IReadOnlyList<KeyValuePair<string, object?>> attributes)
    {
        foreach ((string key, object? value) in attributes)
        {
            activity.AddTag(key, value);
        }
    }
}
