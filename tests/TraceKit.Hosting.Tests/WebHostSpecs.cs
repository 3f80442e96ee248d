using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Hosting.Tests;

public sealed class WebHostSpecs
{
    [Fact]
    public async Task A_request_that_is_answered_while_the_host_stops_is_in_its_run()
    {
        using var folder = new TempFolder();
        var (asked, mayAnswer) = (new TaskCompletionSource<TraceRun>(), new TaskCompletionSource());
        await using WebApplication app = Build(folder);
        app.MapGet("/plan", async (TraceCollector collector) =>
        {
            TraceRun run = collector.StartRun(Some.Descriptor());
            run.Emit(Some.PlannerInput());
            asked.SetResult(run);
            await mayAnswer.Task;
            run.Emit(Some.PlannerInput());
            return "planned";
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        Task<string> answer = client.GetStringAsync(new Uri(app.Urls.Single() + "/plan"), TestContext.Current.CancellationToken);
        TraceRun inFlight = await asked.Task;
        Task stopping = app.StopAsync(TestContext.Current.CancellationToken);
        mayAnswer.SetResult();
        await stopping;

        Assert.Equal("planned", await answer);
        RecordedRun recorded = RunFileReader.ReadStrict(inFlight.Path!).Single();
        Assert.Equal((RunStatus.Aborted, "host_stopped", 2), (recorded.Status, recorded.End!.StopReason, recorded.Events.Count));
    }

    private static WebApplication Build(TempFolder folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTraceKit(traces => traces.WriteTo(folder.Path).Durability(Durability.Buffered));
        return builder.Build();
    }
}
