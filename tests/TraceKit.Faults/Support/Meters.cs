using System.Diagnostics.Metrics;

namespace TraceKit.Faults.Support;

/// <summary>Reads the ledger of the process off the meter.</summary>
internal static class Meters
{
    /// <summary>The counters of events as they stand, by name.</summary>
    public static IReadOnlyDictionary<string, long> Read()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == TraceKitDiagnostics.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return counts;
    }
}
