using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.RunFiles;
using TraceKit.Sessions;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>A program's whole OpenTelemetry for one collector: spans, metrics and labels of its runs, sent by the official exporter.</summary>
internal sealed class OtlpTelemetry : RunTelemetry
{
    private readonly string _accepts;
    private readonly TimeSpan _shutdownTimeout;
    private readonly GenAiMeasurements _measurements;
    private readonly GenAiTelemetry _telemetry;
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _evaluations;
    private int _disposed;

    private OtlpTelemetry(OtlpExportOptions options, OtlpTarget target, string accepts, TraceSession session, string sessionId)
    {
        _accepts = accepts;
        _shutdownTimeout = options.ShutdownTimeout;
        SpanSettings settings = new TraceKitInstrumentationOptions { Profile = options.Profile, RecordContent = options.RecordContent, MaxContentLength = options.MaxContentLength }
            .ToSettings(Environment.GetEnvironmentVariable);
        _measurements = new GenAiMeasurements(settings.InForce);
        _telemetry = new GenAiTelemetry(() => settings, _ => _measurements, Evaluate);
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Resource)
            .AddSource(TraceKitDiagnostics.ActivitySourceName)
            .AddProcessor(new SessionSpans(new OtlpTraceExporter(OtlpSignal.Traces.Options(target)), sessionId, new BatchExportActivityProcessorOptions()))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Resource)
            .AddMeter(TraceKitDiagnostics.MeterName)
            .AddView(instrument => IsOwn(instrument.Meter) ? null : MetricStreamConfiguration.Drop)
            .AddReader(_ => new PeriodicExportingMetricReader(new OtlpMetricExporter(OtlpSignal.Metrics.Options(target))))
            .Build();
        _logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(open =>
        {
            open.SetResourceBuilder(ResourceBuilderOf());
            open.AddProcessor(new EvaluationParents());
            open.AddProcessor(new BatchLogRecordExportProcessor(new OtlpLogExporter(OtlpSignal.Logs.Options(target))));
        }));
        _evaluations = _logs.CreateLogger(TraceKitDiagnostics.ActivitySourceName);

        void Resource(ResourceBuilder builder) => Describe(builder, session, sessionId);

        ResourceBuilder ResourceBuilderOf()
        {
            ResourceBuilder builder = ResourceBuilder.CreateDefault();
            Resource(builder);
            return builder;
        }
    }

    public override bool IsMeasuring => _telemetry.IsMeasuring;

    /// <summary>Starts the export of a session's runs; null when its environment has no place.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static OtlpTelemetry? Start(OtlpExportOptions options, TraceSession session, string sessionId) =>
        options.TargetOf(session.Environment) is var (target, accepts) ? new OtlpTelemetry(options, target, accepts, session, sessionId) : null;

    /// <inheritdoc/>
    /// <exception cref="ContaminationException">The run is of another environment than the place takes; it is recorded, and not exported.</exception>
    public override SpanWriter Open(RunHeader run, Func<string, string> redact)
    {
        EnvironmentGate.Require(_accepts, run.Session, "the OTLP exporter");
        return _telemetry.Open(run, redact);
    }

    /// <summary>Sends what waits, for as long as that may take, and leaves the rest: an end of the program never hangs on a collector that does.</summary>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        int milliseconds = (int)_shutdownTimeout.TotalMilliseconds;
        Thread[] ending = [Ending(() => _traces.Shutdown(milliseconds)), Ending(() => _metrics.Shutdown(milliseconds)), Ending(_logs.Dispose)];
        long started = Stopwatch.GetTimestamp();
        foreach (Thread thread in ending)
        {
            TimeSpan left = _shutdownTimeout - Stopwatch.GetElapsedTime(started);
            thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        _measurements.Dispose();
    }

    private static Thread Ending(Action end)
    {
        var thread = new Thread(() =>
        {
            try
            {
                end();
            }
            catch (Exception)
            {
                TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            }
        })
        { IsBackground = true, Name = "TraceKit OTLP end" };
        thread.Start();
        return thread;
    }

    /// <summary>Meters of the name are many: Core's, that of model and tool recording, and one for each collector that exports.</summary>
    private bool IsOwn(System.Diagnostics.Metrics.Meter meter) => ReferenceEquals(meter, _measurements.Meter) || meter.TelemetrySchemaUrl is null;

    /// <summary>The environment variables have the last word.</summary>
    private static void Describe(ResourceBuilder builder, TraceSession session, string sessionId)
    {
        if (session.App is { } app)
        {
            builder.AddService(app.Name, serviceVersion: app.Version, autoGenerateServiceInstanceId: false);
        }

        builder.AddAttributes(RunResource.Attributes(session, sessionId).Select(attribute => new KeyValuePair<string, object>(attribute.Key, attribute.Value!))).AddEnvironmentVariableDetector();
    }

    private void Evaluate(IReadOnlyList<KeyValuePair<string, object?>> attributes, ActivityContext about)
    {
        var evaluation = new EvaluationRecord(attributes, about);
        EvaluationParents.Log(evaluation, () => _evaluations.Log(LogLevel.Information, new EventId(1, EvaluationResult.EventName), attributes, exception: null, static (_, _) => EvaluationResult.EventName));
    }
}
