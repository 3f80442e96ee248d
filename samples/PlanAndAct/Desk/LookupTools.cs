using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlanAndAct.Desk;

/// <summary>Tools that only look.</summary>
internal static class LookupTools
{
    public static IEnumerable<DeskTool> All { get; } =
    [
        new("find_order", "Finds one order by its id.", ToolSchemas.Of("order_id:string"), FindOrder),
        new("list_orders", "Lists the orders of a customer, the latest first.", ToolSchemas.Of("email:string"), ListOrders),
        new("check_stock", "Says how many units of an article are in stock.", ToolSchemas.Of("sku:string"), CheckStock),
    ];

    public static ToolOutcome NoSuchOrder(string? id) => ToolOutcome.Failure("not_found", $"There is no order {id}.");

    private static ToolOutcome FindOrder(Shop shop, JsonElement arguments)
    {
        string? id = arguments.GetProperty("order_id").GetString();
        return shop.Find(id!) is { } order ? ToolOutcome.Success(order.ToJson()) : NoSuchOrder(id);
    }

    private static ToolOutcome ListOrders(Shop shop, JsonElement arguments)
    {
        string email = arguments.GetProperty("email").GetString()!;
        JsonNode[] orders = [.. shop.Orders
            .Where(order => string.Equals(order.Email, email, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(order => order.Id, StringComparer.Ordinal)
            .Select(order => order.ToJson())];
        return orders.Length > 0
            ? ToolOutcome.Success(new JsonObject { ["orders"] = new JsonArray(orders) })
            : ToolOutcome.Failure("not_found", $"No customer has the address {email}.");
    }

    private static ToolOutcome CheckStock(Shop shop, JsonElement arguments)
    {
        if (shop.StockTimeouts > 0)
        {
            shop.StockTimeouts--;
            return ToolOutcome.Failure("timeout", "The stock service did not answer within 5 s.");
        }

        string sku = arguments.GetProperty("sku").GetString()!;
        return shop.Stock.TryGetValue(sku, out int units)
            ? ToolOutcome.Success(new JsonObject { ["sku"] = sku, ["units"] = units })
            : ToolOutcome.Failure("not_found", $"There is no article {sku}.");
    }
}
