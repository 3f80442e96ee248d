using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TraceKit.Collection;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Hosting.Tests;

public sealed class ServiceCollectionSpecs
{
    [Fact]
    public void A_program_without_a_host_needs_nothing_of_one()
    {
        using var folder = new TempFolder();
        TraceRun run;

        using (ServiceProvider provider = new ServiceCollection().AddTraceKit(traces => traces.WriteTo(folder.Path)).BuildServiceProvider())
        {
            run = provider.GetRequiredService<TraceCollector>().StartRun(Some.Descriptor());
        }

        Assert.Equal((RunStatus.Aborted, "collector_disposed"), (Some.TheRunOf(run).Status, Some.TheRunOf(run).End!.StopReason));
    }

    [Fact]
    public void Called_twice_the_second_call_goes_on_with_the_options_of_the_first()
    {
        using var folder = new TempFolder();
        var services = new ServiceCollection();

        services.AddTraceKit(traces => traces.WriteTo("elsewhere").Application("desk", "1.0").Environment("training"));
        services.AddTraceKit(traces => traces.WriteTo(folder.Path).Environment("test"));

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Single(provider.GetServices<TraceCollector>());
        Assert.Single(provider.GetServices<IHostedService>());
        using TraceRun run = provider.GetRequiredService<TraceCollector>().StartRun(Some.Descriptor());
        RunHeader header = Some.TheRunOf(run).Header;
        Assert.StartsWith(folder.Path, run.Path!, StringComparison.Ordinal);
        Assert.Equal(("desk", "test"), (header.Session.App!.Name, header.Session.Environment));
    }

    [Fact]
    public void A_second_call_that_is_refused_changes_nothing()
    {
        using var folder = new TempFolder();
        IServiceCollection services = new ServiceCollection().AddTraceKit(traces => traces.WriteTo(folder.Path));

        Assert.Throws<ArgumentException>(() => services.AddTraceKit(traces => traces.WriteTo("elsewhere").Configure(options => options.MaxEventBytes = 1)));

        using ServiceProvider provider = services.BuildServiceProvider();
        using TraceRun run = provider.GetRequiredService<TraceCollector>().StartRun(Some.Descriptor());
        Assert.StartsWith(folder.Path, run.Path!, StringComparison.Ordinal);
    }
}
