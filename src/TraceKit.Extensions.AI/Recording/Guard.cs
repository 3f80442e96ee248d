using System.Diagnostics.Metrics;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Runs what records. Whatever it throws is counted and never reaches the agent.</summary>
internal static class Guard
{
    private static readonly Meter Meter = new(TraceKitDiagnostics.MeterName, typeof(Guard).Assembly.GetName().Version?.ToString(3));

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("tracekit.recording.failures", "{failure}", "Exceptions thrown while a model call or a tool call was recorded, kept from the agent.");

    public static void Run(Action record) => Get<object?>(
        () =>
        {
            record();
            return null;
        },
        null);

    public static T Get<T>(Func<T> record, T otherwise)
    {
        try
        {
            return record();
        }
        catch (Exception)
        {
            Count();
            return otherwise;
        }
    }

    public static void Count()
    {
        try
        {
            Failures.Add(1);
        }
        catch (Exception)
        {
            // A listener of the meter threw: there is nobody left to tell.
        }
    }
}
