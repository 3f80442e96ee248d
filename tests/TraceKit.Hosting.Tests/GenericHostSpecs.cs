using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Hosting.Tests;

[Collection(nameof(Alone))]
public sealed class GenericHostSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_are_sealed_when_the_host_stops_after_its_own_services_have_stopped()
    {
        var started = new TaskCompletionSource<TraceRun>();
        using IHost host = Build(services => services.AddHostedService<Worker>().AddSingleton<Action<TraceRun>>(started.SetResult));
        await host.StartAsync(TestContext.Current.CancellationToken);
        TraceRun run = await started.Task;

        await host.StopAsync(TestContext.Current.CancellationToken);

        RecordedRun recorded = RunFileReader.ReadStrict(run.Path!).Single();
        Assert.Equal((RunStatus.Aborted, "host_stopped", 2), (recorded.Status, recorded.End!.StopReason, recorded.Events.Count));
    }

    [Fact]
    public async Task Runs_that_ended_themselves_keep_their_end()
    {
        using IHost host = Build(_ => { });
        await host.StartAsync(TestContext.Current.CancellationToken);
        using TraceRun run = host.Services.GetRequiredService<TraceCollector>().StartRun(Some.Descriptor());
        run.Complete();

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Completed, Some.TheRunOf(run).Status);
    }

    [Fact]
    public async Task The_runs_of_dead_processes_are_sealed_when_the_host_starts_without_a_run_of_its_own()
    {
        string dead = DeadRun();
        long length = new FileInfo(dead).Length;
        using IHost host = Build(_ => { });

        await host.StartAsync(TestContext.Current.CancellationToken);

        // Who reads a file holds a lock of it, which would keep recovery away.
        Assert.True(SpinWait.SpinUntil(() => new FileInfo(dead).Length > length, TimeSpan.FromSeconds(30)));
        Assert.Equal(RunStatus.Aborted, RunFileReader.ReadStrict(dead).Single().Status);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_disk_that_hangs_does_not_keep_the_host()
    {
        var time = new HangingTime();
        using (IHost host = Build(services => services.AddTraceKit(traces => traces.Configure(options => options.Time = time))))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            host.Services.GetRequiredService<TraceCollector>().StartRun(Some.Descriptor()).Emit(Some.PlannerInput());
            time.Hang();

            await host.StopAsync(new CancellationToken(canceled: true));
        }

        Assert.True(time.WasAsked);
        time.GoOn();
    }

    [Fact]
    public void What_the_configuration_of_a_host_gets_wrong_stops_it_before_it_starts_and_names_the_key()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["TraceKit:Durability"] = "forever";

        ArgumentException refused = Assert.Throws<ArgumentException>(() => builder.Services.AddTraceKit(traces => traces.From(builder.Configuration.GetSection("TraceKit"))));

        Assert.StartsWith("The configuration key 'TraceKit:Durability' is 'forever': it must be Os or Disk or Buffered", refused.Message, StringComparison.Ordinal);
    }

    private IHost Build(Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddTraceKit(traces => traces.WriteTo(_folder.Path).Configure(options =>
        {
            options.Durability = Durability.Buffered;
            options.BufferTime = TimeSpan.FromMinutes(1);
        }));
        add(builder.Services);
        return builder.Build();
    }

    /// <summary>A run's file without its last line, as a process leaves it that is killed.</summary>
    private string DeadRun()
    {
        string whole = Some.RunFile(_folder);
        string[] lines = File.ReadAllLines(whole);
        File.WriteAllText(whole, string.Concat(lines[..^1].Select(line => line + "\n")));
        return whole;
    }
}
