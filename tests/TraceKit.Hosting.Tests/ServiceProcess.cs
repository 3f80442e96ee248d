using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TraceKit.Collection;
using TraceKit.TestKit;

namespace TraceKit.Hosting.Tests;

/// <summary>A program of one kind, set up by its environment, with a run in flight; it is ended from outside.</summary>
internal static class ServiceProcess
{
    public const string Argument = "serve";

    /// <summary>Starts the program, waits until its run is in flight, sends SIGTERM and waits for the end.</summary>
    /// <returns>The run's file, and what the program returned.</returns>
    public static (string File, int ExitCode) Terminate(string kind, params IEnumerable<(string Name, string Value)> environment)
    {
        string program = Path.ChangeExtension(typeof(ServiceProcess).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program, [Argument, kind]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string file = process.StandardOutput.ReadLine()!;
        Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.WaitForExit();
        process.WaitForExit();
        return (file, process.ExitCode);
    }

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string kind)
    {
        switch (kind)
        {
            case "generic":
                HostApplicationBuilder generic = Host.CreateApplicationBuilder();
                AddAll(generic.Services, generic.Logging);
                await generic.Build().RunAsync();
                return 0;
            case "web":
                WebApplicationBuilder web = WebApplication.CreateBuilder();
                web.WebHost.UseUrls("http://127.0.0.1:0");
                AddAll(web.Services, web.Logging);
                WebApplication app = web.Build();
                app.MapGet("/", () => "ok");
                await app.RunAsync();
                return 0;
            default:
                await using (ServiceProvider provider = new ServiceCollection().AddTraceKit(traces => traces.FromEnvironment()).BuildServiceProvider())
                {
                    TraceRun run = provider.GetRequiredService<TraceCollector>().StartRun(Some.Descriptor("in-flight"));
                    run.Emit(Some.PlannerInput());
                    run.Emit(Some.PlannerInput());
                    await Console.Out.WriteLineAsync(run.Path);
                    await Task.Delay(Timeout.Infinite);
                }

                return 0;
        }
    }

    /// <summary>The worker is registered first: hosts start it first and stop it last.</summary>
    private static void AddAll(IServiceCollection services, ILoggingBuilder logging)
    {
        logging.ClearProviders();
        services.AddHostedService<Worker>();
        services.AddSingleton<Action<TraceRun>>(run => Console.Out.WriteLine(run.Path));
        services.AddTraceKit(traces => traces.FromEnvironment());
    }
}
