using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.OpenTelemetry.Registration;

/// <summary>What the registrations for traces and for metrics share.</summary>
internal static class InstrumentationParts
{
    /// <summary>Says how runs are shown, from the options of a name and the configuration of a provider, for as long as the provider lives.</summary>
    public static RegisteredTelemetry Register(IServiceProvider services, string? name)
    {
        TraceKitInstrumentationOptions options = services.GetRequiredService<IOptionsMonitor<TraceKitInstrumentationOptions>>().Get(name ?? Options.DefaultName);
        IConfiguration? configuration = services.GetService<IConfiguration>();
        return RegisteredTelemetry.Register(options.ToSettings(key => configuration?[key] ?? Environment.GetEnvironmentVariable(key)));
    }

    public static void Configure(IServiceCollection services, string? name, Action<TraceKitInstrumentationOptions>? configure)
    {
        services.AddOptions();
        if (configure is not null)
        {
            services.Configure(name ?? Options.DefaultName, configure);
        }
    }
}
