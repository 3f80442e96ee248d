using System.Diagnostics;
using TraceKit.Interop.Tests.Episodes;
using TraceKit.Interop.Tests.Support;
using Xunit;

namespace TraceKit.Interop.Tests.Importing;

public sealed class ImportedSpansSpecs : IDisposable
{
    private readonly ImportFolder _temp = new();

    [Fact]
    public void An_import_starts_no_activity_and_its_bytes_do_not_depend_on_who_listens()
    {
        new SomeEpisode().Planned().WriteTo(_temp);
        string quiet = Path.Combine(_temp.Path, "quiet");
        Imported.From("plan-and-act", _temp.In, quiet);
        int started = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => started++,
        };
        ActivitySource.AddActivityListener(listener);

        Imported.From("plan-and-act", _temp.In, _temp.Out);

        Assert.Equal(0, started);
        Assert.Equal(Imported.Fingerprint(quiet), Imported.Fingerprint(_temp.Out));
    }

    public void Dispose() => _temp.Dispose();
}
